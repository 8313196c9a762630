import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Images that a project leaves out: those that show a label, which nobody may be given to label. */
export const leftOut = (): Migration => ({
  async up(db: Kysely<unknown>) {
    const statements = [
      `CREATE TABLE "leftOut" (
        "imageId" TEXT PRIMARY KEY REFERENCES "image" ("id"),
        "projectId" TEXT NOT NULL REFERENCES "project" ("id"),
        "at" TEXT NOT NULL, "personId" TEXT REFERENCES "person" ("id"))`,
      `CREATE INDEX "leftOutOfProject" ON "leftOut" ("projectId")`,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
});
