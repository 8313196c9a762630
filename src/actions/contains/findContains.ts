import { type ContainsReport, containsStatuses } from "../../contract/contains/report.ts";
import { listKeysOf } from "../../db/images/image.ts";
import type { Db } from "../../db/schema.ts";
import type { Finding } from "../findings/finding.ts";
import { packTexts } from "../findings/packedTexts.ts";
import { describeSelections } from "./getContainsReport.ts";
import { readSelections } from "./readSelections.ts";

/**
 * The report of a project's sheets, with the images of each status, so that showing a page of them needs no new count.
 */
export async function findContains(
  db: Db,
  { project }: { project: string },
): Promise<Finding<ContainsReport>> {
  const read = await readSelections(db, { project });
  const report = await describeSelections(db, project, read);
  const ids = read.images.map(({ image }) => image);
  const keys = await listKeysOf(db, ids);
  const sorted = read.images
    .map(({ image, outcome }) => ({ image, key: keys.get(image) ?? image, status: outcome?.status }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const placesOf = (status: string) =>
    Uint32Array.from(sorted.flatMap((one, at) => (one.status === status ? [at] : [])));
  return {
    report,
    ids: packTexts(sorted.map(({ image }) => image)),
    keys: packTexts(sorted.map(({ key }) => key)),
    lists: Object.fromEntries(containsStatuses.map((status) => [status, placesOf(status)])),
  };
}
