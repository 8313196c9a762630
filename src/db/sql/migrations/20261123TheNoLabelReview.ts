import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** The no-label review. What the columns mean stands in db/schema.ts. */
export function theNoLabelReview(): Migration {
  const statements = [
    `CREATE TABLE "review" (
      "id" TEXT PRIMARY KEY, "projectId" TEXT NOT NULL REFERENCES "project" ("id"),
      "imageId" TEXT NOT NULL REFERENCES "image" ("id"), "basis" TEXT NOT NULL,
      "personId" TEXT NOT NULL REFERENCES "person" ("id"), "state" TEXT NOT NULL, "revision" INTEGER NOT NULL,
      "cause" TEXT, "verdict" TEXT, "found" INTEGER, "comment" TEXT NOT NULL, "activeMs" INTEGER NOT NULL,
      "extra" INTEGER NOT NULL, "jointCause" TEXT, "jointVerdict" TEXT, "jointComment" TEXT, "jointAt" TEXT,
      "comparedAt" TEXT, "guidelineVersion" INTEGER NOT NULL, "exemplarVersion" INTEGER NOT NULL,
      "createdAt" TEXT NOT NULL, "submittedAt" TEXT, "updatedAt" TEXT NOT NULL,
      UNIQUE ("imageId", "basis", "personId"))`,
    `CREATE INDEX "reviewOfPerson" ON "review" ("personId", "projectId", "state")`,
    `CREATE INDEX "reviewOfProject" ON "review" ("projectId", "state")`,
    `CREATE TABLE "releaseReview" (
      "releaseId" TEXT NOT NULL REFERENCES "release" ("id"), "imageId" TEXT NOT NULL REFERENCES "image" ("id"),
      "reviewer" INTEGER NOT NULL, "cause" TEXT, "verdict" TEXT, "comment" TEXT NOT NULL,
      PRIMARY KEY ("releaseId", "imageId", "reviewer"))`,
    // Images that were agreed to hold nothing are few among many.
    `CREATE INDEX "agreedOnNothing" ON "agreement" ("imageId") WHERE "agreed" = 1 AND "labelsJson" = '[]'`,
    `ALTER TABLE "sending" ADD COLUMN "by" TEXT NOT NULL DEFAULT 'lead'`,
  ];
  return {
    async up(db: Kysely<unknown>) {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}
