import { sql } from "kysely";
import type { Db } from "../schema.ts";
import { counts, isRefinement } from "../tasks/counts.ts";

/** Images with this many labels or more are counted together. */
export const maxLabelsCounted = 5;

export interface OutsideProposals {
  labels: number;
  images: number;
  /** Sums over images, of labels. */
  chosen: number;
  outside: number;
  /** Sums over images of their squares and of their product, which tell how images vary. */
  outsideTwice: number;
  product: number;
  chosenTwice: number;
}

/**
 * Of the labels that people chose, how many stood outside of the proposals, by the number of labels of the image (from
 * 1; the last row holds all images with as many or more).
 *
 * An image's labels are the expert's where it is refined, and otherwise all that an annotator ticked, each once. A label
 * is outside of the proposals if it came before somebody by search, by the question that follows a search, or as an
 * original label that was not proposed. Gold images, and annotations that do not count, are left out.
 */
export async function countOutsideProposals(db: Db, project: string): Promise<OutsideProposals[]> {
  const { rows } = await sql<OutsideProposals>`
    WITH "submitted" AS (
      SELECT "assignment"."id", "assignment"."imageId", "assignment"."stage"
      FROM "assignment" JOIN "image" ON "image"."id" = "assignment"."imageId"
      WHERE "assignment"."projectId" = ${project} AND ${counts()} AND "image"."isGold" = 0),
    "refined" AS (SELECT DISTINCT "imageId" FROM "submitted" WHERE ${isRefinement("submitted")}),
    "answered" AS (
      SELECT "submitted"."imageId",
        max(CASE WHEN "decision"."how" IN ('search', 'question', 'original') THEN 1 ELSE 0 END) AS "outside",
        max(CASE WHEN "decision"."answer" = 'yes' AND
          (${isRefinement("submitted")} OR "refined"."imageId" IS NULL) THEN 1 ELSE 0 END) AS "chosen"
      FROM "submitted" JOIN "decision" ON "decision"."assignmentId" = "submitted"."id"
        LEFT JOIN "refined" ON "refined"."imageId" = "submitted"."imageId"
      GROUP BY "submitted"."imageId", "decision"."labelIndex"),
    "perImage" AS (
      SELECT count(*) AS "labels", sum("outside") AS "outside" FROM "answered" WHERE "chosen" = 1 GROUP BY "imageId")
    SELECT CASE WHEN "labels" < ${sql.lit(maxLabelsCounted)} THEN "labels" ELSE ${sql.lit(maxLabelsCounted)} END AS "labels",
      count(*) AS "images", sum("labels") AS "chosen", sum("outside") AS "outside",
      sum("labels" * "labels") AS "chosenTwice", sum("outside" * "labels") AS "product",
      sum("outside" * "outside") AS "outsideTwice"
    FROM "perImage" GROUP BY 1 ORDER BY 1`.execute(db);
  return rows.map((row) => ({
    labels: Number(row.labels),
    images: Number(row.images),
    chosen: Number(row.chosen),
    outside: Number(row.outside),
    outsideTwice: Number(row.outsideTwice),
    product: Number(row.product),
    chosenTwice: Number(row.chosenTwice),
  }));
}
