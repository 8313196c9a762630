import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** The language that each person reads the pages in. */
export const personLanguage = (): Migration => ({
  async up(db: Kysely<unknown>) {
    await sql`ALTER TABLE "person" ADD COLUMN "language" TEXT`.execute(db);
  },
});
