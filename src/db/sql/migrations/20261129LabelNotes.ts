import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** What the leads have noted on labels. */
export const labelNotes = (): Migration => ({
  async up(db: Kysely<unknown>) {
    await sql
      .raw(
        `CREATE TABLE "labelNote" (
          "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "labelIndex" INTEGER NOT NULL,
          "version" INTEGER NOT NULL, "text" TEXT NOT NULL, "personId" TEXT REFERENCES "person" ("id"),
          "createdAt" TEXT NOT NULL, PRIMARY KEY ("projectId", "labelIndex", "version"))`,
      )
      .execute(db);
  },
});
