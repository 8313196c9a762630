import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/**
 * PostgreSQL commits events in another order than that of their ids; by its transaction's number, an event is known to
 * have been there at a moment, or not (db/sql/eventMoment.ts). SQLite writes one transaction after the other.
 */
export const eventTransaction = (dialect: "sqlite" | "postgres"): Migration => ({
  async up(db: Kysely<unknown>) {
    if (dialect === "sqlite") return;
    await sql`ALTER TABLE "event" ADD COLUMN "transaction" xid8 NOT NULL DEFAULT pg_current_xact_id()`.execute(
      db,
    );
    await sql`CREATE INDEX "eventByTransaction" ON "event" ("transaction")`.execute(db);
  },
});
