import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Why a lead left an image out of the project, and what it waited for before. */
export const leftOutByLead = (): Migration => ({
  async up(db: Kysely<unknown>) {
    const statements = [
      `ALTER TABLE "leftOut" ADD COLUMN "reason" TEXT`,
      `ALTER TABLE "leftOut" ADD COLUMN "awaitedObjects" INTEGER NOT NULL DEFAULT 0`,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
});
