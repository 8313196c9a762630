import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Which label of an answer names the main object, and the labels that are asked about where objects are marked. */
export const objects = (): Migration => ({
  async up(db: Kysely<unknown>) {
    const statements = [
      `ALTER TABLE "decision" ADD COLUMN "main" INTEGER NOT NULL DEFAULT 0`,
      `CREATE UNIQUE INDEX "mainDecision" ON "decision" ("assignmentId") WHERE "main" = 1`,
      `CREATE TABLE "candidate" (
        "imageId" TEXT PRIMARY KEY REFERENCES "image" ("id"), "labelsJson" TEXT NOT NULL, "source" TEXT NOT NULL,
        "createdAt" TEXT NOT NULL)`,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
});
