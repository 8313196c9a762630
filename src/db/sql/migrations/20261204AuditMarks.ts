import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** What leads say of an audit's findings. */
export const auditMarks = (): Migration => ({
  async up(db: Kysely<unknown>) {
    await sql
      .raw(
        `CREATE TABLE "auditMark" (
          "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "kind" TEXT NOT NULL,
          "imageId" TEXT NOT NULL REFERENCES "image" ("id"), "subject" TEXT NOT NULL, "verdict" TEXT NOT NULL,
          "personId" TEXT REFERENCES "person" ("id"), "createdAt" TEXT NOT NULL,
          PRIMARY KEY ("projectId", "kind", "imageId", "subject"))`,
      )
      .execute(db);
    await sql.raw(`CREATE INDEX "auditMarkOfImage" ON "auditMark" ("imageId")`).execute(db);
  },
});
