import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Guesses are counted across restarts. */
export const failedTries = (): Migration => ({
  async up(db: Kysely<unknown>) {
    await sql`CREATE TABLE "failedTries" (
      "name" TEXT PRIMARY KEY, "failed" INTEGER NOT NULL, "since" TEXT NOT NULL)`.execute(db);
  },
});
