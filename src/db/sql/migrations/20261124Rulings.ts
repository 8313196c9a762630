import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Rulings on pairs of labels, and under which of them each annotation was made. */
export const rulings = (): Migration => ({
  async up(db: Kysely<unknown>) {
    for (const statement of [
      `CREATE TABLE "ruling" (
        "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "version" INTEGER NOT NULL,
        "firstLabel" INTEGER NOT NULL, "secondLabel" INTEGER NOT NULL, "kind" TEXT, "text" TEXT NOT NULL,
        "examplesJson" TEXT NOT NULL, "personId" TEXT REFERENCES "person" ("id"), "createdAt" TEXT NOT NULL,
        PRIMARY KEY ("projectId", "version"))`,
      `ALTER TABLE "project" ADD COLUMN "rulingVersion" INTEGER NOT NULL DEFAULT 0`,
      `ALTER TABLE "annotation" ADD COLUMN "rulingVersion" INTEGER NOT NULL DEFAULT 0`,
      `CREATE INDEX "decisionFor" ON "decision" ("labelIndex", "assignmentId") WHERE "answer" <> 'no'`,
    ]) {
      await sql.raw(statement).execute(db);
    }
  },
});
