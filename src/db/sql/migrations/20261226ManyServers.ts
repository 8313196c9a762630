import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** What servers beside each other must agree on: the secret that they sign by, and who gave a password again. */
export const manyServers = (): Migration => ({
  async up(db: Kysely<unknown>) {
    await sql`CREATE TABLE "secretMark" ("id" INTEGER PRIMARY KEY, "mark" TEXT NOT NULL)`.execute(db);
    await sql`ALTER TABLE "session" ADD COLUMN "confirmedAt" TEXT`.execute(db);
  },
});
