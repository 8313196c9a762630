import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Photos of sheets that people flagged for the lead. */
export const sheetFlags = (): Migration => ({
  async up(db: Kysely<unknown>) {
    const statements = [
      `CREATE TABLE "sheetFlag" (
        "answerId" TEXT NOT NULL REFERENCES "sheetAnswer" ("id"), "imageId" TEXT NOT NULL REFERENCES "image" ("id"),
        "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "reason" TEXT NOT NULL, "at" TEXT NOT NULL,
        PRIMARY KEY ("answerId", "imageId"))`,
      `CREATE INDEX "sheetFlagOfImage" ON "sheetFlag" ("imageId")`,
      `CREATE INDEX "sheetFlagOfProject" ON "sheetFlag" ("projectId", "at")`,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
});
