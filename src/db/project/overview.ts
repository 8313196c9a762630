import { sql } from "kysely";
import type { Stage } from "../../core/tasks/stage.ts";
import type { Db } from "../schema.ts";
import { counts, isAnnotation, isRefinement } from "../tasks/counts.ts";

/** How many images of a project stand where. Gold images are left out: they are not the project's own. */
export async function countImages(db: Db, project: string, overlap: number) {
  const annotations = db
    .selectFrom("assignment")
    .select(["imageId", (eb) => eb.fn.countAll().as("n")])
    .where("projectId", "=", project)
    .where(isAnnotation())
    .where(counts())
    .groupBy("imageId")
    .as("annotations");
  const refinements = db
    .selectFrom("assignment")
    .select(["imageId", (eb) => eb.fn.countAll().as("n")])
    .where("projectId", "=", project)
    .where(isRefinement())
    .where(counts())
    .groupBy("imageId")
    .as("refinements");

  const row = await db
    .selectFrom("image")
    .leftJoin("proposal", "proposal.imageId", "image.id")
    .leftJoin("agreement", "agreement.imageId", "image.id")
    .leftJoin("earlyEnding", "earlyEnding.imageId", "image.id")
    .leftJoin(annotations, "annotations.imageId", "image.id")
    .leftJoin(refinements, "refinements.imageId", "image.id")
    .select([
      sql<number>`count(*)`.as("total"),
      sql<number>`count(case when "image"."fileState" = 'failed' then 1 end)`.as("failed"),
      sql<number>`count("proposal"."imageId")`.as("proposed"),
      sql<number>`count(case when "annotations"."n" >= 1 and "annotations"."n" < ${overlap}
        and "earlyEnding"."imageId" is null then 1 end)`.as("annotatedOnce"),
      sql<number>`count("agreement"."imageId")`.as("annotated"),
      sql<number>`count(case when "agreement"."agreed" = 1 then 1 end)`.as("agreed"),
      sql<number>`count(case when "agreement"."agreed" = 0 then 1 end)`.as("toRefine"),
      sql<number>`count(case when "agreement"."agreed" = 0 and "refinements"."n" >= 1 then 1 end)`.as(
        "refined",
      ),
    ])
    .where("image.projectId", "=", project)
    .where("image.isGold", "=", 0)
    .executeTakeFirstOrThrow();
  return {
    total: Number(row.total),
    failed: Number(row.failed),
    proposed: Number(row.proposed),
    annotatedOnce: Number(row.annotatedOnce),
    annotated: Number(row.annotated),
    agreed: Number(row.agreed),
    toRefine: Number(row.toRefine),
    refined: Number(row.refined),
  };
}

/** How long people worked on what they submitted. */
export interface ActiveTime {
  person: string;
  stage: Stage;
  /** Milliseconds: the median of an annotation, and the sum of all. */
  median: number;
  sum: number;
}

/** By person and stage; whoever submitted nothing is missing. */
export async function listActiveTimes(
  db: Db,
  { project, person }: { project: string; person?: string },
): Promise<ActiveTime[]> {
  const { rows } = await sql<ActiveTime>`
    WITH "submitted" AS (
      SELECT "assignment"."personId" AS "person", "assignment"."stage", "annotation"."activeMs",
        row_number() OVER (PARTITION BY "assignment"."personId", "assignment"."stage" ORDER BY "activeMs") AS "place",
        count(*) OVER (PARTITION BY "assignment"."personId", "assignment"."stage") AS "count",
        sum("activeMs") OVER (PARTITION BY "assignment"."personId", "assignment"."stage") AS "sum"
      FROM "assignment" JOIN "annotation" ON "annotation"."assignmentId" = "assignment"."id"
      WHERE "assignment"."projectId" = ${project} AND "assignment"."state" = 'submitted'
        ${person === undefined ? sql`` : sql`AND "assignment"."personId" = ${person}`})
    SELECT "person", "stage", avg("activeMs") AS "median", max("sum") AS "sum" FROM "submitted"
    WHERE "place" IN (("count" + 1) / 2, ("count" + 2) / 2) GROUP BY "person", "stage"`.execute(db);
  return rows.map((row) => ({ ...row, median: Number(row.median), sum: Number(row.sum) }));
}

/** The sets that experts chose on images that two of them refined, by image. */
export async function listRefinedTwice(
  db: Db,
  project: string,
): Promise<{ image: string; labels: number[] }[]> {
  const refinements = await db
    .selectFrom("assignment")
    .innerJoin("image", "image.id", "assignment.imageId")
    .select(["assignment.id", "imageId as image"])
    .where("assignment.projectId", "=", project)
    .where("image.isGold", "=", 0)
    .where(isRefinement())
    .where("state", "=", "submitted")
    .where("imageId", "in", (eb) =>
      eb
        .selectFrom("assignment as second")
        .select("second.imageId")
        .where("second.projectId", "=", project)
        .where(isRefinement("second"))
        .where("second.state", "=", "submitted")
        .where("second.extra", "=", 1),
    )
    .orderBy("imageId")
    .execute();
  if (refinements.length === 0) return [];
  const chosen = await db
    .selectFrom("decision")
    .innerJoin("assignment", "assignment.id", "decision.assignmentId")
    .select(["decision.assignmentId as id", "decision.labelIndex as label"])
    .where("assignment.projectId", "=", project)
    .where(isRefinement())
    .where("decision.answer", "=", "yes")
    .orderBy("decision.labelIndex")
    .execute();
  const labelsOf = Map.groupBy(chosen, ({ id }) => id);
  return refinements.map(({ id, image }) => ({
    image,
    labels: (labelsOf.get(id) ?? []).map(({ label }) => label),
  }));
}

/** Images whose refinement began from blank. */
export async function countRefinedFromBlank(db: Db, project: string): Promise<number> {
  const { images } = await db
    .selectFrom("assignment")
    .innerJoin("image", "image.id", "assignment.imageId")
    .select((eb) => eb.fn.count("imageId").distinct().as("images"))
    .where("assignment.projectId", "=", project)
    .where("image.isGold", "=", 0)
    .where(isRefinement())
    .where("state", "=", "submitted")
    .where("blank", "=", 1)
    .executeTakeFirstOrThrow();
  return Number(images);
}

const newestOf = <Row extends { at: string }>(rows: readonly Row[], limit: number): Row[] =>
  rows.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)).slice(0, limit);

/** What one person flagged, newest first. */
export async function listFlagsOf(
  db: Db,
  { project, person, limit }: { project: string; person: string; limit: number },
): Promise<{ image: string; imageKey: string; reason: string; at: string }[]> {
  const rows = await db
    .selectFrom("annotation")
    .innerJoin("assignment", "assignment.id", "annotation.assignmentId")
    .innerJoin("image", "image.id", "assignment.imageId")
    .select(["image.id as image", "image.key as imageKey", "annotation.flag", "annotation.updatedAt as at"])
    .where("assignment.projectId", "=", project)
    .where("assignment.personId", "=", person)
    .where("annotation.flag", "is not", null)
    .orderBy("annotation.updatedAt", "desc")
    .limit(limit)
    .execute();
  const onSheets = await db
    .selectFrom("sheetFlag")
    .innerJoin("sheetAnswer", "sheetAnswer.id", "sheetFlag.answerId")
    .innerJoin("image", "image.id", "sheetFlag.imageId")
    .select(["image.id as image", "image.key as imageKey", "sheetFlag.reason as flag", "sheetFlag.at"])
    .where("sheetFlag.projectId", "=", project)
    .where("sheetAnswer.personId", "=", person)
    .orderBy("sheetFlag.at", "desc")
    .limit(limit)
    .execute();
  return newestOf([...rows, ...onSheets], limit).map(({ flag, ...row }) => ({ ...row, reason: flag ?? "" }));
}
