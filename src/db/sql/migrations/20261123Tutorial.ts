import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** When a person finished the tutorial of the annotation page, or wanted none. */
export function tutorial(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const column of ["tutorialFinishedAt", "tutorialSkippedAt"]) {
        await sql.raw(`ALTER TABLE "person" ADD COLUMN "${column}" TEXT`).execute(db);
      }
    },
  };
}
