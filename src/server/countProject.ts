import { type CountName, type Counts, counts } from "../actions/findings/counts.ts";
import { mustBeThere } from "../actions/findings/finding.ts";
import { findNewestEvent } from "../db/event.ts";
import { hasMoreImages } from "../db/image.ts";
import { findLatestJob } from "../db/job.ts";
import type { Services } from "./services.ts";

/** Up to so many images are counted while a request waits; nobody else is answered meanwhile. */
const fewImages = 5_000;

/**
 * What a lead's page counts over all images of a project. Where there are many, it is counted apart and kept: the
 * answer is what was counted last, and open pages are told when it is counted anew.
 */
export async function countProject<Name extends CountName>(
  { ctx, counts: kept }: Pick<Services, "ctx" | "counts">,
  of: Name,
  project: string,
  few: number = fewImages,
): Promise<Counts[Name]> {
  const { db } = ctx;
  if (!(await hasMoreImages(db, project, few))) return (await counts[of](ctx, { project })) as Counts[Name];
  const job = await findLatestJob(db, project);
  const version = `${await findNewestEvent(db, project)} ${job?.updatedAt}`;
  const { finding } = await kept.find({ kind: "counts", of, project }, version, "until-there");
  return mustBeThere(finding).report as Counts[Name];
}
