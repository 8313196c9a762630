import type { z } from "zod";
import type { listReleases as contract } from "../../contract/releases/release.ts";
import { listReleasesOf } from "../../db/releases.ts";
import type { Context } from "../context.ts";
import { countFinished, type Finished } from "./countFinished.ts";
import { toRelease } from "./parts/toRelease.ts";

/** The releases of a project, newest first, and what a new one would hold. */
export async function listReleases(
  { db }: Pick<Context, "db">,
  {
    project,
    finished,
  }: {
    project: string;
    /** As counted before, where counting takes long. */
    finished?: Finished;
  },
): Promise<z.input<typeof contract.reply>> {
  const releases = [];
  for (const release of await listReleasesOf(db, project)) {
    releases.push(await toRelease(db, release));
  }
  return { releases, ...(finished ?? (await countFinished({ db }, { project }))) };
}
