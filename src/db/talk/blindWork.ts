import { expertsOfSample } from "../../core/stages/labelAnew.ts";
import { stagesWith } from "../../core/stages/rulesOf.ts";
import { reviewableBy } from "../review/endedEmpty.ts";
import type { Db } from "../schema.ts";
import type { Assignment } from "../tasks/assignment.ts";
import { inStages } from "../tasks/counts.ts";

interface Whose {
  person: string;
  images: readonly string[];
}

/**
 * Somebody's own assignments on images, on which they are to answer without knowing what others say, by image; of a copy
 * that they answer once more, under the image that it is of.
 */
export async function listBlindWork(
  db: Db,
  { person, images }: Whose,
): Promise<{ of: string; assignment: Assignment }[]> {
  if (images.length === 0) return [];
  const rows = await db
    .selectFrom("assignment")
    .leftJoin("repeat", "repeat.imageId", "assignment.imageId")
    .selectAll("assignment")
    .select("repeat.ofImageId")
    .where("assignment.personId", "=", person)
    .where("assignment.state", "<>", "withdrawn")
    .where(({ or, eb }) => or([eb("assignment.imageId", "in", images), eb("repeat.ofImageId", "in", images)]))
    // A refinement shows what others say; from blank it does not.
    .where(({ or, eb, not }) => or([not(inStages(stagesWith("final"))), eb("assignment.blank", "=", 1)]))
    .execute();
  return rows.map(({ ofImageId, ...assignment }) => ({ of: ofImageId ?? assignment.imageId, assignment }));
}

/** Of these images, those on sheets that are open: annotators may be given them. */
export async function listOnOpenSheets(db: Db, images: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom("sheetImage")
    .innerJoin("sheet", "sheet.id", "sheetImage.sheetId")
    .innerJoin("sheetPlan", "sheetPlan.id", "sheet.planId")
    .select("sheetImage.imageId")
    .where("sheetImage.imageId", "in", images)
    .where("sheetPlan.closedAt", "is", null)
    .execute();
  return rows.map(({ imageId }) => imageId);
}

/** Of these images, those for which more experts are to answer without knowing each other's answers. */
export async function listForExperts(
  db: Db,
  { project, person, images, reviewers, now }: Whose & { project: string; reviewers: number; now: string },
): Promise<string[]> {
  const refinedAgain = db
    .selectFrom("agreement")
    .select("agreement.imageId")
    .where("agreement.imageId", "in", images)
    .where("agreement.agreed", "=", 0)
    .where("agreement.refinements", ">", 1)
    .where(({ eb, ref, selectFrom }) =>
      eb(
        selectFrom("assignment as given")
          .select(({ fn }) => fn.countAll<number>().as("n"))
          .whereRef("given.imageId", "=", "agreement.imageId")
          .where(inStages(stagesWith("final"), "given"))
          .where("given.state", "=", "submitted"),
        "<",
        ref("agreement.refinements"),
      ),
    );
  const audited = db
    .selectFrom("auditSampleImage")
    .select("auditSampleImage.imageId")
    .where("auditSampleImage.imageId", "in", images)
    .where("auditSampleImage.labelsJson", "is", null)
    .where(
      ({ selectFrom }) =>
        selectFrom("assignment as given")
          .select(({ fn }) => fn.countAll<number>().as("n"))
          .whereRef("given.imageId", "=", "auditSampleImage.imageId")
          .where(inStages(stagesWith("settled"), "given"))
          .where("given.state", "=", "submitted"),
      "<",
      expertsOfSample,
    );
  const ownReviews = db
    .selectFrom("review")
    .select("imageId")
    .where("personId", "=", person)
    .where("imageId", "in", images)
    .where("state", "=", "open");
  const toReview = reviewableBy(db, { project, person, reviewers, since: now })
    .select("empty.imageId")
    .where("empty.imageId", "in", images);
  const found = await Promise.all(
    [refinedAgain, audited, ownReviews, toReview].map((query) => query.execute()),
  );
  return found.flat().map(({ imageId }) => imageId);
}
