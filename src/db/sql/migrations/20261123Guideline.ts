import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Every version of a guideline, its pictures, and who knows which version. */
export function guideline(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const statement of [
        `CREATE TABLE "guideline" (
          "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "version" INTEGER NOT NULL, "markdown" TEXT NOT NULL,
          "personId" TEXT REFERENCES "person" ("id"), "createdAt" TEXT NOT NULL, PRIMARY KEY ("projectId", "version"))`,
        `INSERT INTO "guideline" ("projectId", "version", "markdown", "createdAt")
          SELECT "id", "guidelineVersion", "guideline", "createdAt" FROM "project"`,
        `CREATE TABLE "guidelinePicture" (
          "id" TEXT PRIMARY KEY, "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "sha256" TEXT NOT NULL,
          "personId" TEXT REFERENCES "person" ("id"), "createdAt" TEXT NOT NULL, UNIQUE ("projectId", "sha256"))`,
        `CREATE TABLE "guidelineKnown" (
          "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "personId" TEXT NOT NULL REFERENCES "person" ("id"),
          "version" INTEGER NOT NULL, "at" TEXT NOT NULL, PRIMARY KEY ("projectId", "personId"))`,
      ]) {
        await sql.raw(statement).execute(db);
      }
    },
  };
}
