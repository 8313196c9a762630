import { sql } from "kysely";
import type { Db } from "../schema.ts";
import { findEventMoment, keepEventNumbers } from "../sql/eventMoment.ts";

const images = `"imageId" in (select "id" from "image" where "projectId" = `;
const assignments = `"assignmentId" in (select "id" from "assignment" where "projectId" = `;
const practices = `"practiceId" in (select "id" from "practice" where "projectId" = `;
const project = `"projectId" = (`;

/** What belongs to a project, by table, in an order that leaves no row without what it refers to. */
const belonging: readonly [table: string, condition: string][] = [
  ["event", project],
  ["job", project],
  ["settledMatter", project],
  ["mention", project],
  ["message", project],
  ["threadReader", images],
  ["sampledError", project],
  ["errorSample", project],
  ["releaseReview", images],
  ["auditSampleImage", images],
  ["auditedImage", project],
  ["auditSample", `"releaseId" in (select "id" from "release" where "projectId" = `],
  ["releaseObjects", images],
  ["releaseImage", images],
  ["release", project],
  ["decision", assignments],
  ["question", assignments],
  ["candidate", images],
  ["annotation", assignments],
  ["ruledImage", images],
  ["rulingApplication", project],
  ["agreement", images],
  ["settled", images],
  ["askedAlone", assignments],
  ["earlyEnding", project],
  ["askingRule", project],
  ["sending", images],
  ["review", project],
  ["auditMark", project],
  ["sheetFlag", images],
  ["sheetTick", images],
  ["sheetAnswer", project],
  ["sheetImage", images],
  ["sheet", project],
  ["sheetPlan", project],
  ["sheetRule", project],
  ["gold", images],
  ["leftOut", project],
  ["repeat", project],
  ["qualified", project],
  ["practiceAnswer", practices],
  ["practice", project],
  ["pilotImage", images],
  ["pilot", project],
  ["assignment", project],
  ["workCount", project],
  ["batch", project],
  ["proposal", images],
  ["trial", images],
  ["prediction", images],
  ["labelMap", images],
  ["embedding", images],
  ["embeddingChunk", project],
  ["embeddingSet", project],
  ["scoreImport", project],
  ["originalLabel", images],
  ["exemplar", project],
  ["exemplarSet", project],
  ["labelImage", project],
  ["labelCount", project],
  ["labelConfusion", project],
  ["labelCursor", project],
  ["ruling", project],
  ["labelNote", project],
  ["labelChange", project],
  ["labelVersion", project],
  ["carried", project],
  ["image", project],
  ["imageImport", project],
  ["importRoot", project],
  ["guidelineKnown", project],
  ["guidelinePicture", project],
  ["guideline", project],
  ["invitation", project],
  ["webhookDelivery", `"webhookId" in (select "id" from "webhook" where "projectId" = `],
  ["webhook", project],
  ["membership", project],
];

/** Tables whose rows go with a project. */
export const tablesOfProject = ["project", ...belonging.map(([table]) => table)];

/** Deletes a project and all rows that belong to it. */
export async function deleteAllOf(db: Db, dialect: "sqlite" | "postgres", id: string): Promise<void> {
  const moment = await findEventMoment(db, dialect);
  for (const [table, condition] of belonging) {
    await sql`delete from ${sql.table(table)} where ${sql.raw(condition)}${id})`.execute(db);
  }
  await keepEventNumbers(db, dialect, moment);
  await db.deleteFrom("project").where("id", "=", id).execute();
}
