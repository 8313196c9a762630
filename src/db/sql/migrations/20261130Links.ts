import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Links that set a password, with what must still hold when they are used; and what concerns who gets in. */
export const links = (): Migration => ({
  async up(db: Kysely<unknown>) {
    await sql
      .raw(
        `CREATE TABLE "passwordLink" (
          "tokenSha256" TEXT PRIMARY KEY, "personId" TEXT NOT NULL REFERENCES "person" ("id") ON DELETE CASCADE,
          "madeBy" TEXT REFERENCES "person" ("id"), "standing" TEXT NOT NULL, "grantsJson" TEXT NOT NULL,
          "expiresAt" TEXT NOT NULL)`,
      )
      .execute(db);
    // Links of the kind before would stand for a week.
    await sql.raw(`DELETE FROM "verification" WHERE "value" IN (SELECT "id" FROM "person")`).execute(db);
    await sql
      .raw(
        `CREATE TABLE "securityEvent" (
          "id" TEXT PRIMARY KEY, "at" TEXT NOT NULL, "kind" TEXT NOT NULL, "personId" TEXT, "aboutId" TEXT,
          "aboutProject" TEXT, "address" TEXT, "detailsJson" TEXT NOT NULL)`,
      )
      .execute(db);
    await sql.raw(`CREATE INDEX "securityEventByTime" ON "securityEvent" ("at")`).execute(db);
  },
});
