import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Audit samples of releases, and what was found on their images. */
export const auditSample = (): Migration => ({
  async up(db: Kysely<unknown>) {
    const statements = [
      `CREATE TABLE "auditSample" (
        "releaseId" TEXT PRIMARY KEY REFERENCES "release" ("id"), "at" TEXT NOT NULL, "looks" INTEGER NOT NULL,
        "maxPerImage" INTEGER NOT NULL, "strataJson" TEXT NOT NULL)`,
      `CREATE TABLE "auditSampleImage" (
        "releaseId" TEXT NOT NULL REFERENCES "auditSample" ("releaseId"),
        "imageId" TEXT NOT NULL REFERENCES "image" ("id"),
        "stratum" TEXT NOT NULL, "step" INTEGER NOT NULL, "position" INTEGER NOT NULL, "labelsJson" TEXT,
        PRIMARY KEY ("releaseId", "imageId"))`,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
});
