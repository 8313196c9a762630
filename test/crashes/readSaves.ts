import assert from "node:assert/strict";
import { sql } from "kysely";
import type { Database } from "../../src/db/schema.ts";
import type { DatabaseAddress } from "../../src/db/sql/openDatabase.ts";

/**
 * What is stored of each annotation, and how many saves its history tells of.
 *
 * @throws AssertionError where the database says that it is damaged
 */
export async function readSaves(db: Database, kind: DatabaseAddress["kind"]) {
  await (kind === "sqlite" ? checkSqlite(db) : checkPostgres(db));
  const rows = await db
    .selectFrom("annotation")
    .select(["assignmentId as assignment", "revision", "comment"])
    .select((eb) => [
      eb
        .selectFrom("event")
        .whereRef("event.assignmentId", "=", "annotation.assignmentId")
        .where("event.operation", "is not", null)
        .select(({ fn }) => fn.countAll().as("count"))
        .as("events"),
      eb
        .selectFrom("event")
        .whereRef("event.assignmentId", "=", "annotation.assignmentId")
        .select(({ fn }) => fn.count("operation").distinct().as("count"))
        .as("operations"),
    ])
    .execute();
  return rows.map((row) => ({ ...row, events: Number(row.events), operations: Number(row.operations) }));
}

async function checkSqlite(db: Database): Promise<void> {
  assert.deepEqual((await sql`PRAGMA integrity_check`.execute(db)).rows, [{ integrity_check: "ok" }]);
  assert.deepEqual((await sql`PRAGMA foreign_key_check`.execute(db)).rows, []);
}

/** Every table, and every index against its table. */
async function checkPostgres(db: Database): Promise<void> {
  await sql`CREATE EXTENSION IF NOT EXISTS amcheck`.execute(db);
  const { rows } = await sql`
    SELECT relname, found.* FROM pg_class, verify_heapam(pg_class.oid) AS found
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`.execute(db);
  assert.deepEqual(rows, []);
  // Throws where an index and its table do not fit.
  await sql`
    SELECT bt_index_check(pg_class.oid, true) FROM pg_class JOIN pg_am ON pg_am.oid = relam
    WHERE relkind = 'i' AND amname = 'btree' AND relnamespace = 'public'::regnamespace`.execute(db);
}
