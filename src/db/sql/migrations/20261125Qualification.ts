import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Practice before real work. What the columns mean stands in db/schema.ts. */
export function qualification(): Migration {
  const statements = [
    `ALTER TABLE "gold" ADD COLUMN "isPractice" INTEGER NOT NULL DEFAULT 0`,
    `CREATE TABLE "practice" (
      "id" TEXT PRIMARY KEY, "projectId" TEXT NOT NULL REFERENCES "project" ("id"),
      "personId" TEXT NOT NULL REFERENCES "person" ("id"), "number" INTEGER NOT NULL,
      "mark" DOUBLE PRECISION NOT NULL, "startedAt" TEXT NOT NULL, "endedAt" TEXT, "passed" INTEGER, "resetAt" TEXT,
      UNIQUE ("projectId", "personId", "number"))`,
    `CREATE TABLE "practiceAnswer" (
      "id" TEXT PRIMARY KEY, "practiceId" TEXT NOT NULL REFERENCES "practice" ("id"),
      "imageId" TEXT NOT NULL REFERENCES "image" ("id"), "position" INTEGER NOT NULL, "seen" INTEGER NOT NULL,
      "draftJson" TEXT, "verdictsJson" TEXT, "submittedAt" TEXT,
      UNIQUE ("practiceId", "position"))`,
    `CREATE INDEX "practiceAnswerOfImage" ON "practiceAnswer" ("imageId")`,
    `CREATE TABLE "qualified" (
      "projectId" TEXT NOT NULL REFERENCES "project" ("id"),
      "personId" TEXT NOT NULL REFERENCES "person" ("id"), "at" TEXT NOT NULL,
      "byId" TEXT REFERENCES "person" ("id"), "practiceId" TEXT REFERENCES "practice" ("id"),
      PRIMARY KEY ("projectId", "personId"))`,
  ];
  return {
    async up(db: Kysely<unknown>) {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}
