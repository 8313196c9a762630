import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Sheets of images that are asked about one label. What the columns mean stands in db/tables/sheetTables.ts. */
export function sheets(): Migration {
  const statements = [
    `CREATE TABLE "sheetPlan" (
      "id" TEXT PRIMARY KEY, "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "number" INTEGER NOT NULL,
      "methodJson" TEXT NOT NULL, "createdAt" TEXT NOT NULL, "createdBy" TEXT REFERENCES "person" ("id"),
      "closedAt" TEXT,
      UNIQUE ("projectId", "number"))`,
    `CREATE TABLE "sheet" (
      "id" TEXT PRIMARY KEY, "planId" TEXT NOT NULL REFERENCES "sheetPlan" ("id"),
      "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "number" INTEGER NOT NULL,
      "labelIndex" INTEGER NOT NULL, "workers" INTEGER NOT NULL,
      UNIQUE ("projectId", "number"))`,
    `CREATE INDEX "sheetOfPlan" ON "sheet" ("planId")`,
    `CREATE TABLE "sheetImage" (
      "sheetId" TEXT NOT NULL REFERENCES "sheet" ("id"), "position" INTEGER NOT NULL,
      "imageId" TEXT NOT NULL REFERENCES "image" ("id"), "control" INTEGER,
      PRIMARY KEY ("sheetId", "position"), UNIQUE ("sheetId", "imageId"))`,
    `CREATE INDEX "sheetImageOfImage" ON "sheetImage" ("imageId")`,
    `CREATE TABLE "sheetAnswer" (
      "id" TEXT PRIMARY KEY, "sheetId" TEXT NOT NULL REFERENCES "sheet" ("id"),
      "projectId" TEXT NOT NULL REFERENCES "project" ("id"),
      "personId" TEXT NOT NULL REFERENCES "person" ("id"), "state" TEXT NOT NULL, "revision" INTEGER NOT NULL,
      "draftJson" TEXT, "activeMs" INTEGER NOT NULL, "extra" INTEGER NOT NULL, "leaseUntil" TEXT NOT NULL,
      "guidelineVersion" INTEGER NOT NULL, "exemplarVersion" INTEGER NOT NULL,
      "createdAt" TEXT NOT NULL, "submittedAt" TEXT, "updatedAt" TEXT NOT NULL,
      UNIQUE ("sheetId", "personId"))`,
    `CREATE INDEX "sheetAnswerOfPerson" ON "sheetAnswer" ("projectId", "personId", "state")`,
    `CREATE TABLE "sheetTick" (
      "answerId" TEXT NOT NULL REFERENCES "sheetAnswer" ("id"),
      "imageId" TEXT NOT NULL REFERENCES "image" ("id"), "isTicked" INTEGER NOT NULL, "shownMs" INTEGER NOT NULL,
      "changedMs" INTEGER,
      PRIMARY KEY ("answerId", "imageId"))`,
    `CREATE INDEX "sheetTickOfImage" ON "sheetTick" ("imageId")`,
    `CREATE TABLE "sheetRule" (
      "projectId" TEXT PRIMARY KEY REFERENCES "project" ("id"), "maxFailed" DOUBLE PRECISION NOT NULL,
      "minAnswers" INTEGER NOT NULL, "updatedAt" TEXT NOT NULL)`,
  ];
  return {
    async up(db: Kysely<unknown>) {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}
