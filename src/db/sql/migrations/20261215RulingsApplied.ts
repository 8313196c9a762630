import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Rulings that settle disputed images, with the sample that people looked at. */
export const rulingsApplied = (): Migration => ({
  async up(db: Kysely<unknown>) {
    const statements = [
      `CREATE TABLE "rulingApplication" (
        "id" TEXT PRIMARY KEY, "projectId" TEXT NOT NULL REFERENCES "project" ("id"),
        "rulingVersion" INTEGER NOT NULL, "firstLabel" INTEGER NOT NULL, "secondLabel" INTEGER NOT NULL,
        "kind" TEXT NOT NULL, "drawnAt" TEXT NOT NULL, "drawnBy" TEXT REFERENCES "person" ("id"),
        "appliedAt" TEXT, "appliedBy" TEXT REFERENCES "person" ("id"), "despite" TEXT,
        "undoneAt" TEXT, "undoneBy" TEXT REFERENCES "person" ("id"))`,
      `CREATE INDEX "rulingApplicationOfProject" ON "rulingApplication" ("projectId", "drawnAt")`,
      `CREATE TABLE "ruledImage" (
        "applicationId" TEXT NOT NULL REFERENCES "rulingApplication" ("id"),
        "imageId" TEXT NOT NULL REFERENCES "image" ("id"), "labelsJson" TEXT NOT NULL,
        "position" INTEGER, "verdict" TEXT, "judgedBy" TEXT REFERENCES "person" ("id"), "judgedAt" TEXT,
        "appliedAt" TEXT, "outcomeJson" TEXT, "withdrawnJson" TEXT,
        PRIMARY KEY ("applicationId", "imageId"))`,
      `CREATE INDEX "ruledImageApplied" ON "ruledImage" ("imageId") WHERE "appliedAt" IS NOT NULL`,
      `ALTER TABLE "agreement" ADD COLUMN "byRuling" INTEGER NOT NULL DEFAULT 0`,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
});
