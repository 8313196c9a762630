import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Rounds on a few images that everybody annotates, before the work begins. */
export const thePilot = (): Migration => ({
  async up(db: Kysely<unknown>) {
    for (const statement of [
      `CREATE TABLE "pilot" (
        "id" TEXT PRIMARY KEY, "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "seed" INTEGER NOT NULL,
        "createdAt" TEXT NOT NULL, "createdBy" TEXT REFERENCES "person" ("id"),
        "frozenAt" TEXT, "frozenBy" TEXT REFERENCES "person" ("id"),
        "guidelineVersion" INTEGER, "rulingVersion" INTEGER)`,
      `CREATE INDEX "pilotOfProject" ON "pilot" ("projectId", "createdAt")`,
      `CREATE TABLE "pilotImage" (
        "imageId" TEXT PRIMARY KEY REFERENCES "image" ("id"), "pilotId" TEXT NOT NULL REFERENCES "pilot" ("id"))`,
      `CREATE INDEX "imageOfPilot" ON "pilotImage" ("pilotId")`,
    ]) {
      await sql.raw(statement).execute(db);
    }
  },
});
