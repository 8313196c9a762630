import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** What was found of images whose votes are settled over a whole project. */
export const settledVotes = (): Migration => ({
  async up(db: Kysely<unknown>) {
    await sql
      .raw(
        `CREATE TABLE "settled" (
          "imageId" TEXT NOT NULL PRIMARY KEY REFERENCES "image" ("id"), "basis" TEXT NOT NULL,
          "probabilitiesJson" TEXT NOT NULL, "votesSha256" TEXT NOT NULL, "at" TEXT NOT NULL)`,
      )
      .execute(db);
  },
});
