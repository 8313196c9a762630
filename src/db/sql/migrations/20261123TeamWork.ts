import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Who works on what: versions of settings, leases, how batches came to be, images that a lead sent somewhere. */
export function teamWork(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const statement of [
        `ALTER TABLE "project" ADD COLUMN "settingsVersion" INTEGER NOT NULL DEFAULT 1`,
        `ALTER TABLE "project" ADD COLUMN "archivedAt" TEXT`,
        `ALTER TABLE "assignment" ADD COLUMN "leaseUntil" TEXT`,
        `ALTER TABLE "batch" ADD COLUMN "methodJson" TEXT`,
        `CREATE TABLE "sending" (
          "imageId" TEXT PRIMARY KEY REFERENCES "image" ("id"), "to" TEXT NOT NULL, "reason" TEXT NOT NULL,
          "personId" TEXT REFERENCES "person" ("id"), "at" TEXT NOT NULL)`,
        // The order in which images are handed out one by one: the random part of their ids.
        `CREATE INDEX "imageInPullOrder" ON "image" ("projectId", substr("id", 26))`,
        `CREATE INDEX "assignmentOfBatch" ON "assignment" ("batchId")`,
      ]) {
        await sql.raw(statement).execute(db);
      }
    },
  };
}
