import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** How often two labels would be proposed together by chance; what was counted without it is counted again. */
export const confusions = (): Migration => ({
  async up(db: Kysely<unknown>) {
    for (const statement of [
      `DELETE FROM "labelConfusion"`,
      `ALTER TABLE "labelConfusion" ADD COLUMN "expected" DOUBLE PRECISION NOT NULL DEFAULT 0`,
      `UPDATE "labelCursor" SET "proposals" = ''`,
    ]) {
      await sql.raw(statement).execute(db);
    }
  },
});
