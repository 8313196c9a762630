import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Images that are being looked at: what a whole process dies of is known afterwards. */
export const trials = (): Migration => ({
  async up(db: Kysely<unknown>) {
    await sql
      .raw(
        `CREATE TABLE "trial" (
          "imageId" TEXT NOT NULL REFERENCES "image" ("id"),
          "modelId" TEXT NOT NULL REFERENCES "model" ("id"),
          "alone" INTEGER NOT NULL,
          PRIMARY KEY ("imageId", "modelId")
        )`,
      )
      .execute(db);
  },
});
