import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Rules by which asking about images ends early, where it did, and pages that asked about some labels alone. */
export const earlyEndings = (): Migration => ({
  async up(db: Kysely<unknown>) {
    const statements = [
      `CREATE TABLE "askingRule" (
        "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "version" INTEGER NOT NULL, "ruleJson" TEXT NOT NULL,
        "measuredJson" TEXT NOT NULL, "createdAt" TEXT NOT NULL, "createdBy" TEXT REFERENCES "person" ("id"),
        PRIMARY KEY ("projectId", "version"))`,
      `CREATE TABLE "earlyEnding" (
        "imageId" TEXT PRIMARY KEY REFERENCES "image" ("id"), "projectId" TEXT NOT NULL REFERENCES "project" ("id"),
        "answers" INTEGER NOT NULL, "ruleVersion" INTEGER NOT NULL, "worth" REAL NOT NULL,
        "probabilitiesJson" TEXT NOT NULL, "votesSha256" TEXT NOT NULL, "at" TEXT NOT NULL)`,
      `CREATE INDEX "earlyEndingOfProject" ON "earlyEnding" ("projectId")`,
      `CREATE TABLE "askedAlone" (
        "assignmentId" TEXT PRIMARY KEY REFERENCES "assignment" ("id"), "labelsJson" TEXT NOT NULL)`,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
});
