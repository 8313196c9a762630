import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** When images were under way, so that a death is held against them and not against the job as well. */
export const trialTimes = (): Migration => ({
  async up(db: Kysely<unknown>) {
    await sql.raw(`ALTER TABLE "trial" ADD COLUMN "at" TEXT`).execute(db);
  },
});
