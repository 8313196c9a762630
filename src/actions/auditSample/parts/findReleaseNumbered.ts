import { Failure } from "../../../contract/failure.ts";
import { findReleaseOf, type Release } from "../../../db/releases.ts";
import type { Db } from "../../../db/schema.ts";

/** @throws Failure `not-found` */
export async function findReleaseNumbered(db: Db, project: string, number: number): Promise<Release> {
  const release = await findReleaseOf(db, project, number);
  if (!release) throw new Failure("not-found", `The project has no release ${number}.`);
  return release;
}
