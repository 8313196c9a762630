import { Failure } from "../../../contract/failure.ts";
import { listReleasesOf, type Release } from "../../../db/releases.ts";
import type { Db } from "../../../db/schema.ts";

/** @throws Failure `not-found` */
export async function findReleaseNumbered(db: Db, project: string, number: number): Promise<Release> {
  const release = (await listReleasesOf(db, project)).find((one) => one.number === number);
  if (!release) throw new Failure("not-found", `The project has no release ${number}.`);
  return release;
}
