import { type CountName, type Counts, counts } from "../actions/findings/counts.ts";
import { mustBeThere } from "../actions/findings/finding.ts";
import { hasMoreImages } from "../db/images/image.ts";
import type { Services } from "./services.ts";

/** Up to so many images are counted while a request waits; nobody else is answered meanwhile. */
export const fewImages = 5_000;

type Kept = Pick<Services, "ctx" | "counts">;

/**
 * What a lead's page counts over all images of a project. Where there are many, it is counted apart and kept: the
 * answer is what was counted last, and open pages hear when it is counted anew.
 */
export async function countProject<Name extends CountName>(
  services: Kept,
  name: Name,
  project: string,
  few: number = fewImages,
): Promise<Counts[Name]> {
  return (await findCounts(services, name, project, few)).report;
}

/** The same for a page that is nothing but counts, which says of what time they are (contract/counted). */
export async function answerCounts<
  Name extends "overview" | "batches" | "pace" | "drift" | "noLabel" | "objects" | "relations",
>(services: Kept, name: Name, project: string, few: number = fewImages): Promise<Counts[Name]> {
  const { report, countedAt } = await findCounts(services, name, project, few);
  return countedAt === undefined ? report : { ...report, countedAt };
}

async function findCounts<Name extends CountName>(
  { ctx, counts: kept }: Kept,
  name: Name,
  project: string,
  few: number,
): Promise<{ report: Counts[Name]; countedAt?: string }> {
  const { db } = ctx;
  if (!(await hasMoreImages(db, project, few)))
    return { report: (await counts[name](ctx, { project })) as Counts[Name] };
  const { finding, madeAt, isCurrent } = await kept.find({ kind: "counts", name, project }, "until-there");
  const report = mustBeThere(finding).report as Counts[Name];
  return isCurrent ? { report } : { report, countedAt: madeAt.toISOString() };
}
