import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** The images of audit samples are labelled in the browser. */
export const auditAnswers = (): Migration => ({
  async up(db: Kysely<unknown>) {
    const statements = [
      `ALTER TABLE "auditSample" ADD COLUMN "sourcesJson" TEXT`,
      `ALTER TABLE "auditSample" ADD COLUMN "mayLabelOwn" INTEGER NOT NULL DEFAULT 0`,
      `ALTER TABLE "auditSample" ADD COLUMN "allStrata" TEXT`,
      `CREATE INDEX "auditSampleImageOfImage" ON "auditSampleImage" ("imageId")`,
      `CREATE TABLE "auditedImage" (
        "imageId" TEXT PRIMARY KEY REFERENCES "image" ("id"),
        "projectId" TEXT NOT NULL REFERENCES "project" ("id"),
        "cardsJson" TEXT NOT NULL, "createdAt" TEXT NOT NULL, "comparedAt" TEXT,
        "revision" INTEGER NOT NULL DEFAULT 0, "labelsJson" TEXT, "comment" TEXT NOT NULL DEFAULT '',
        "settledBy" TEXT REFERENCES "person" ("id"), "settledAt" TEXT)`,
      `CREATE INDEX "auditedImageOfProject" ON "auditedImage" ("projectId")`,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
});
