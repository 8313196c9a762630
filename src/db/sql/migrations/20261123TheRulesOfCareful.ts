import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** What the rules of the preset careful store. What the columns mean stands in db/schema.ts. */
export function theRulesOfCareful(): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const statements = [
        `CREATE TABLE "question" (
          "assignmentId" TEXT NOT NULL REFERENCES "assignment" ("id"), "labelIndex" INTEGER NOT NULL,
          "askedAt" TEXT NOT NULL, "answeredAt" TEXT, "declinedAt" TEXT,
          PRIMARY KEY ("assignmentId", "labelIndex"))`,
        `ALTER TABLE "assignment" ADD COLUMN "blank" INTEGER NOT NULL DEFAULT 0`,
        `ALTER TABLE "assignment" ADD COLUMN "revealedAt" TEXT`,
        `ALTER TABLE "assignment" ADD COLUMN "asked" INTEGER NOT NULL DEFAULT 0`,
        `ALTER TABLE "decision" ADD COLUMN "reason" TEXT`,
        `ALTER TABLE "agreement" ADD COLUMN "refinements" INTEGER NOT NULL DEFAULT 1`,
      ];
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}
