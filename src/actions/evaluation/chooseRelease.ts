import { Failure } from "../../contract/failure.ts";
import { listReleasesOf } from "../../db/releases.ts";
import type { Context } from "../context.ts";

type Release = Awaited<ReturnType<typeof listReleasesOf>>[number];

/**
 * The release whose labels models are evaluated by.
 *
 * @param by a release's number, or `so-far` for the labels that are final so far; by default the newest release
 * @returns all releases, newest first, and the chosen one: null for the labels so far, or where there is no release
 * @throws Failure `not-found` where there is no such release
 */
export async function chooseRelease(
  { db }: Pick<Context, "db">,
  { project, by }: { project: string; by?: string | undefined },
): Promise<{ releases: Release[]; release: Release | null }> {
  const releases = await listReleasesOf(db, project);
  if (by === "so-far") return { releases, release: null };
  if (by === undefined) return { releases, release: releases[0] ?? null };
  const release = releases.find(({ number }) => number === Number(by));
  if (!release) throw new Failure("not-found", `The project has no release ${by}.`);
  return { releases, release };
}
