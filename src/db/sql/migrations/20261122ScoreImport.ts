import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Scores computed elsewhere, and how proposals were made. What the columns mean stands in db/schema.ts. */
export function scoreImport(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await sql
        .raw(
          `CREATE TABLE "scoreImport" (
            "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "modelId" TEXT NOT NULL REFERENCES "model" ("id"),
            "sourceJson" TEXT NOT NULL, "rowsDone" INTEGER NOT NULL, "hasScores" INTEGER NOT NULL,
            "createdAt" TEXT NOT NULL, "completedAt" TEXT, PRIMARY KEY ("projectId", "modelId"))`,
        )
        .execute(db);
      await sql.raw(`CREATE INDEX "predictionOfModel" ON "prediction" ("modelId", "imageId")`).execute(db);
      await sql.raw(`ALTER TABLE "proposal" ADD COLUMN "methodJson" TEXT`).execute(db);
    },
  };
}
