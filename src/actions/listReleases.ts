import type { z } from "zod";
import type { listReleases as contract } from "../contract/release.ts";
import { listFinalLabels } from "../db/finalLabels.ts";
import { listReleasesOf, streamReleaseImages } from "../db/release.ts";
import type { Context } from "./context.ts";
import { countPending } from "./countPending.ts";
import { toRelease } from "./toRelease.ts";

/** The releases of a project, newest first, and what a new one would hold. */
export async function listReleases(
  { db }: Pick<Context, "db">,
  { project }: { project: string },
): Promise<z.input<typeof contract.reply>> {
  const releases = [];
  for (const release of await listReleasesOf(db, project)) {
    releases.push(toRelease(release, await Array.fromAsync(streamReleaseImages(db, release.id))));
  }
  const ready = (await listFinalLabels(db, project)).length;
  return { releases, ready, pending: await countPending(db, project, ready) };
}
