import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Images whose labels are known beforehand. What the columns mean stands in db/schema.ts. */
export function gold(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await sql
        .raw(
          `CREATE TABLE "gold" (
            "imageId" TEXT NOT NULL PRIMARY KEY REFERENCES "image" ("id"),
            "addedAt" TEXT NOT NULL, "addedBy" TEXT REFERENCES "person" ("id"), "retiredAt" TEXT)`,
        )
        .execute(db);
    },
  };
}
