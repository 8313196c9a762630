import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** What labels are called in other languages. */
export const labelNames = (): Migration => ({
  async up(db: Kysely<unknown>) {
    for (const table of ["label", "labelChange"])
      await sql.raw(`ALTER TABLE "${table}" ADD COLUMN "namesJson" TEXT NOT NULL DEFAULT '{}'`).execute(db);
  },
});
