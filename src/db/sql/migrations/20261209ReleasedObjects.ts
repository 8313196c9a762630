import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** The objects of a release's images, as they stood when it was made. */
export const releasedObjects = (): Migration => ({
  async up(db: Kysely<unknown>) {
    await sql
      .raw(
        `CREATE TABLE "releaseObjects" (
          "releaseId" TEXT NOT NULL REFERENCES "release" ("id"), "imageId" TEXT NOT NULL REFERENCES "image" ("id"),
          "objectsJson" TEXT NOT NULL, PRIMARY KEY ("releaseId", "imageId"))`,
      )
      .execute(db);
  },
});
