import { Failure } from "../../contract/failure.ts";
import { listReleasesOf, type Release } from "../../db/releases.ts";
import type { Db } from "../../db/schema.ts";

/** A release by its number. @throws Failure `not-found` */
export async function getReleaseOf(db: Db, project: string, number: number): Promise<Release> {
  const found = (await listReleasesOf(db, project)).find((release) => release.number === number);
  if (!found) throw new Failure("not-found", `There is no release ${number}. Choose one that there is.`);
  return found;
}
