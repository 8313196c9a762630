import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Who may make projects without leading one. */
export const projectMakers = (): Migration => ({
  async up(db: Kysely<unknown>) {
    await sql.raw(`ALTER TABLE "person" ADD COLUMN "makesProjects" INTEGER NOT NULL DEFAULT 0`).execute(db);
  },
});
