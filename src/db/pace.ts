import { sql } from "kysely";
import type { Stage } from "../core/tasks/stage.ts";
import type { Db } from "./schema.ts";
import { counts, isAnnotation } from "./tasks/counts.ts";

/**
 * Submitted work that counts, one row an annotation: gold images and surplus annotations are left out, and answers that
 * were imported, which took nobody any time here.
 */
const counted = (project: string) => sql`
  SELECT "assignment"."id", "assignment"."imageId", "assignment"."personId", "assignment"."stage",
    substr("annotation"."submittedAt", 1, 10) AS "day", ("annotation"."activeMs" + 500) / 1000 AS "seconds",
    (SELECT count(*) FROM "decision"
      WHERE "decision"."assignmentId" = "assignment"."id" AND "decision"."answer" = 'yes') AS "labels"
  FROM "assignment"
    JOIN "annotation" ON "annotation"."assignmentId" = "assignment"."id"
    JOIN "image" ON "image"."id" = "assignment"."imageId"
  WHERE "assignment"."projectId" = ${project} AND ${counts()} AND "image"."isGold" = 0
    AND "annotation"."guidelineVersion" > 0`;

/** How many annotations of a person, on a day, in a stage, took so many seconds and chose so many labels. */
export interface PaceRow {
  person: string;
  stage: Stage;
  /** UTC, "2026-11-21". */
  day: string;
  seconds: number;
  labels: number;
  images: number;
}

export async function listPace(db: Db, project: string): Promise<PaceRow[]> {
  const { rows } = await sql<PaceRow>`
    WITH "counted" AS (${counted(project)})
    SELECT "personId" AS "person", "stage", "day", "seconds", "labels", count(*) AS "images"
    FROM "counted" GROUP BY "personId", "stage", "day", "seconds", "labels"
    ORDER BY "day", "personId", "stage", "seconds", "labels"`.execute(db);
  return rows.map((row) => ({
    ...row,
    seconds: Number(row.seconds),
    labels: Number(row.labels),
    images: Number(row.images),
  }));
}

/** Images done on each day of each stage. */
export async function listDaysOfWork(
  db: Db,
  project: string,
): Promise<Pick<PaceRow, "stage" | "day" | "images">[]> {
  const { rows } = await sql<Pick<PaceRow, "stage" | "day" | "images">>`
    SELECT "stage", "day", count(*) AS "images" FROM (${counted(project)}) AS "counted"
    GROUP BY "stage", "day"`.execute(db);
  return rows.map((row) => ({ ...row, images: Number(row.images) }));
}

/** The day of the last counted annotation of each image that several people annotated, UTC. */
export async function listDaysOfImages(db: Db, project: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ image: string; day: string }>`
    SELECT "imageId" AS "image", max("day") AS "day" FROM (${counted(project)} AND ${isAnnotation()}) AS "counted"
    GROUP BY "imageId" HAVING count(*) > 1`.execute(db);
  return new Map(rows.map(({ image, day }) => [image, day]));
}

/** By person and day of annotation: images with a partner, and by how many labels they chose more than partners did. */
export interface LeniencyRow {
  person: string;
  day: string;
  images: number;
  /** Labels that they chose on them. */
  labels: number;
  /** Of the differences from the mean of an image's partners: their sum, and the sum of their squares. */
  sum: number;
  squares: number;
}

export async function listLeniency(db: Db, project: string): Promise<LeniencyRow[]> {
  const { rows } = await sql<LeniencyRow>`
    WITH "counted" AS (${counted(project)} AND ${isAnnotation()}),
    "perImage" AS (
      SELECT "imageId", sum("labels") AS "labels", count(*) AS "people" FROM "counted"
      GROUP BY "imageId" HAVING count(*) > 1),
    "differences" AS (
      SELECT "counted"."personId", "counted"."day", "counted"."labels",
        1.0 * "counted"."labels"
          - 1.0 * ("perImage"."labels" - "counted"."labels") / ("perImage"."people" - 1) AS "difference"
      FROM "counted" JOIN "perImage" ON "perImage"."imageId" = "counted"."imageId")
    SELECT "personId" AS "person", "day", count(*) AS "images", sum("labels") AS "labels",
      sum("difference") AS "sum", sum("difference" * "difference") AS "squares"
    FROM "differences" GROUP BY "personId", "day" ORDER BY "day", "personId"`.execute(db);
  return rows.map((row) => ({
    ...row,
    images: Number(row.images),
    labels: Number(row.labels),
    sum: Number(row.sum),
    squares: Number(row.squares),
  }));
}
