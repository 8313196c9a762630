import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Jobs that wait, that people start in the browser, and what came of them. */
export const jobs = (): Migration => ({
  async up(db: Kysely<unknown>) {
    const statements = [
      `ALTER TABLE "job" ADD COLUMN "inputJson" TEXT`,
      `ALTER TABLE "job" ADD COLUMN "personId" TEXT REFERENCES "person" ("id")`,
      `ALTER TABLE "job" ADD COLUMN "step" TEXT NOT NULL DEFAULT ''`,
      `ALTER TABLE "job" ADD COLUMN "attempts" INTEGER NOT NULL DEFAULT 0`,
      `ALTER TABLE "job" ADD COLUMN "cancelAsked" INTEGER NOT NULL DEFAULT 0`,
      `ALTER TABLE "job" ADD COLUMN "outcomeJson" TEXT`,
      `CREATE INDEX "jobUnderWay" ON "job" ("state") WHERE "state" IN ('queued', 'running')`,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
});
