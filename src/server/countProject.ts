import { type CountName, type Counts, counts } from "../actions/findings/counts.ts";
import { mustBeThere } from "../actions/findings/finding.ts";
import { hasMoreImages } from "../db/images/image.ts";
import type { Services } from "./services.ts";

/** Up to this many images, counting happens within the request; nobody else is answered meanwhile. */
export const fewImages = 5_000;

type Kept = Pick<Services, "ctx" | "counts">;

/**
 * Counts over all images of a project for a lead's page. In large projects they are computed apart and kept: the
 * answer is the last result, and open pages are told when there is a new one.
 */
export async function countProject<Name extends CountName>(
  services: Kept,
  name: Name,
  project: string,
  few: number = fewImages,
): Promise<Counts[Name]> {
  return (await findCounts(services, name, project, few)).report;
}

/** The same for a page that consists of counts only, which says when they were made (contract/counted). */
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
