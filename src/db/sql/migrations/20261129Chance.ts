import { randomBytes } from "node:crypto";
import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** The key with which this installation draws (db/sql/chance.ts). */
export const chance = (): Migration => ({
  async up(db: Kysely<unknown>) {
    await sql`CREATE TABLE "chance" ("key" TEXT PRIMARY KEY)`.execute(db);
    await sql`INSERT INTO "chance" ("key") VALUES (${randomBytes(32).toString("hex")})`.execute(db);
  },
});
