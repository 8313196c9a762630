import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Which servers and workers take which jobs, as long as they are seen. */
export const jobTakers = (): Migration => ({
  async up(db: Kysely<unknown>) {
    await sql`CREATE TABLE "jobTaker" ("id" TEXT PRIMARY KEY, "kindsJson" TEXT NOT NULL, "seenAt" TEXT NOT NULL)`.execute(
      db,
    );
  },
});
