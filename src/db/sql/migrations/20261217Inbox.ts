import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** What leads said of what wanted them. */
export const inbox = (): Migration => ({
  async up(db: Kysely<unknown>) {
    const statements = [
      `CREATE TABLE "settledMatter" (
        "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "matter" TEXT NOT NULL, "matterJson" TEXT NOT NULL,
        "answer" TEXT NOT NULL, "imageId" TEXT REFERENCES "image" ("id"), "toId" TEXT REFERENCES "person" ("id"),
        "personId" TEXT REFERENCES "person" ("id"), "at" TEXT NOT NULL, PRIMARY KEY ("projectId", "matter"))`,
      `CREATE INDEX "settledMatterByTime" ON "settledMatter" ("projectId", "at")`,
      `CREATE INDEX "settledMatterOfImage" ON "settledMatter" ("imageId")`,
      `CREATE INDEX "assignmentBlocked" ON "assignment" ("projectId", "updatedAt") WHERE "state" = 'blocked'`,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
});
