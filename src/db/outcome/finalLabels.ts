import { sql } from "kysely";
import type { Provenance } from "../../core/outcome/provenance.ts";
import type { Db } from "../schema.ts";
import { byBytes } from "../sql/byteOrder.ts";
import { labelsCounted } from "../sql/labelsJson.ts";
import { counts, isRefinement } from "../tasks/counts.ts";

export interface FinalLabels {
  image: string;
  key: string;
  /** Ascending. */
  labels: number[];
  provenance: Provenance;
}

/** Images a page: so many ids go into one statement. */
const pageSize = 1000;

/**
 * The labels of every image that has its final ones: agreed on by its annotators, or refined by an expert. In the byte
 * order of the images' keys, a page in memory at a time; gold images are left out.
 */
export async function* streamFinalLabels(db: Db, project: string): AsyncGenerator<FinalLabels> {
  const key = byBytes(db, "image.key");
  let after = "";
  while (true) {
    const page = await db
      .selectFrom("image")
      .leftJoin("agreement", "agreement.imageId", "image.id")
      .select(["image.id", "image.key", "agreement.agreed", "agreement.labelsJson", "agreement.byRuling"])
      .where("image.projectId", "=", project)
      .where("image.isGold", "=", 0)
      .where(key, ">", after)
      .orderBy(key)
      .limit(pageSize)
      .execute();
    yield* await withRefined(db, page);
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    after = last.key;
  }
}

/** The final labels of some of a project's own images (at most some thousand); others are missing. */
export async function listFinalLabelsOf(db: Db, images: readonly string[]): Promise<FinalLabels[]> {
  if (images.length === 0) return [];
  const rows = await db
    .selectFrom("agreement")
    .innerJoin("image", "image.id", "agreement.imageId")
    .select(["image.id", "image.key", "agreement.agreed", "agreement.labelsJson", "agreement.byRuling"])
    .where("image.id", "in", images)
    .where("image.isGold", "=", 0)
    .execute();
  return withRefined(db, rows);
}

/** The same, the labels alone, by image. */
export async function findFinalLabelsOf(db: Db, images: readonly string[]): Promise<Map<string, number[]>> {
  return new Map((await listFinalLabelsOf(db, images)).map(({ image, labels }) => [image, labels]));
}

/** Images by how many final labels they have. */
export interface LabelsOfImages {
  none: number;
  one: number;
  two: number;
  more: number;
  /** Of those with none, the refined ones. */
  refinedToNone: number;
}

export async function countLabelsOfImages(db: Db, project: string): Promise<LabelsOfImages> {
  const { rows } = await sql<{ agreed: number; labels: number; images: number }>`
    WITH "final" AS (
      SELECT "agreement"."agreed", CASE WHEN "agreement"."agreed" = 1 THEN ${labelsCounted} ELSE (
          SELECT count(*) FROM "decision"
          WHERE "decision"."assignmentId" = "refinement"."id" AND "decision"."answer" = 'yes') END AS "labels"
      FROM "agreement" JOIN "image" ON "image"."id" = "agreement"."imageId"
        LEFT JOIN "assignment" AS "refinement" ON "refinement"."imageId" = "image"."id"
          AND ${isRefinement("refinement")} AND ${counts("refinement")}
          AND "agreement"."agreed" = 0
      WHERE "image"."projectId" = ${project} AND "image"."isGold" = 0
        AND ("agreement"."agreed" = 1 OR "refinement"."id" IS NOT NULL))
    SELECT "agreed", CASE WHEN "labels" > 3 THEN 3 ELSE "labels" END AS "labels", count(*) AS "images"
    FROM "final" GROUP BY 1, 2`.execute(db);
  const count = (labels: number, agreed?: number) =>
    rows
      .filter((row) => Number(row.labels) === labels && (agreed === undefined || row.agreed === agreed))
      .reduce((sum, { images }) => sum + Number(images), 0);
  return { none: count(0), one: count(1), two: count(2), more: count(3), refinedToNone: count(0, 0) };
}

/** Completes what was agreed by what experts chose, in the same order; images that wait for one are left out. */
async function withRefined(
  db: Db,
  rows: readonly {
    id: string;
    key: string;
    agreed: number | null;
    labelsJson: string | null;
    byRuling: number | null;
  }[],
): Promise<FinalLabels[]> {
  const disputed = rows.filter(({ agreed }) => agreed === 0).map(({ id }) => id);
  const refined = await listRefinedLabels(db, disputed);
  return rows.flatMap(({ id: image, key, agreed, labelsJson, byRuling }): FinalLabels[] => {
    if (agreed === 1) {
      const provenance = byRuling === 1 ? "ruling" : "agreed";
      return [{ image, key, labels: JSON.parse(labelsJson ?? "[]") as number[], provenance }];
    }
    const labels = refined.get(image);
    return labels ? [{ image, key, labels, provenance: "refined" }] : [];
  });
}

async function listRefinedLabels(db: Db, images: readonly string[]): Promise<Map<string, number[]>> {
  if (images.length === 0) return new Map();
  const rows = await db
    .selectFrom("assignment")
    .leftJoin("decision", (join) =>
      join.onRef("decision.assignmentId", "=", "assignment.id").on("decision.answer", "=", "yes"),
    )
    .select(["assignment.imageId", "decision.labelIndex"])
    .where("assignment.imageId", "in", images)
    .where(isRefinement())
    .where(counts())
    .orderBy("decision.labelIndex")
    .execute();
  const byImage = Map.groupBy(rows, ({ imageId }) => imageId);
  return new Map(
    [...byImage].map(([image, labels]) => [image, labels.flatMap(({ labelIndex }) => labelIndex ?? [])]),
  );
}
