import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Labels that change while people work. What the columns mean stands in db/tables. */
export const liveLabels = (): Migration => ({
  async up(db: Kysely<unknown>) {
    const statements = [
      `ALTER TABLE "project" ADD COLUMN "labelVersion" INTEGER NOT NULL DEFAULT 0`,
      `ALTER TABLE "project" ADD COLUMN "labelsAdded" INTEGER NOT NULL DEFAULT 0`,
      `ALTER TABLE "project" ADD COLUMN "labelsSha256" TEXT`,
      `CREATE TABLE "labelChange" (
        "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "labelIndex" INTEGER NOT NULL,
        "version" INTEGER NOT NULL, "key" TEXT NOT NULL, "name" TEXT NOT NULL, "synonymsJson" TEXT NOT NULL,
        "definition" TEXT NOT NULL, "hypernymsJson" TEXT NOT NULL, "fate" TEXT, "intoJson" TEXT NOT NULL,
        PRIMARY KEY ("projectId", "labelIndex", "version"))`,
      `CREATE TABLE "labelVersion" (
        "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "version" INTEGER NOT NULL, "sha256" TEXT NOT NULL,
        "labels" INTEGER NOT NULL, "changeJson" TEXT NOT NULL, "personId" TEXT REFERENCES "person" ("id"),
        "createdAt" TEXT NOT NULL, PRIMARY KEY ("projectId", "version"))`,
      `CREATE TABLE "carried" (
        "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "version" INTEGER NOT NULL, "noun" TEXT NOT NULL,
        "ofId" TEXT NOT NULL, "labelIndex" INTEGER NOT NULL, "rowJson" TEXT NOT NULL,
        PRIMARY KEY ("projectId", "version", "noun", "ofId", "labelIndex"))`,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
});
