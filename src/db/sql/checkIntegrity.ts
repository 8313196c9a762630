import { sql } from "kysely";
import type { Db } from "../schema.ts";
import { openSnapshot } from "./copy/openSnapshot.ts";
import type { DatabaseAddress } from "./openDatabase.ts";

/**
 * What is wrong inside a database: its pages and indexes, and rows that refer to others which are missing. PostgreSQL
 * keeps the latter itself; there every row is read, which a damaged page does not survive.
 */
export async function checkIntegrity(db: Db, address: DatabaseAddress): Promise<string[]> {
  if (address.kind === "postgres") return readEverything(address);
  const pages = await sql<{ integrity_check: string }>`pragma integrity_check(10)`.execute(db);
  const broken = pages.rows.map((row) => row.integrity_check).filter((text) => text !== "ok");
  if (broken.length > 0) return broken;
  const missing = await sql<{ table: string; parent: string }>`pragma foreign_key_check`.execute(db);
  return [
    ...new Set(missing.rows.map(({ table, parent }) => `rows of “${table}” refer to “${parent}” in vain`)),
  ];
}

async function readEverything(address: DatabaseAddress): Promise<string[]> {
  const snapshot = await openSnapshot(address);
  try {
    for (const table of snapshot.tables) {
      try {
        for await (const _ of snapshot.rows(table));
      } catch (error) {
        return [`“${table.name}” cannot be read: ${(error as Error).message}`];
      }
    }
    return [];
  } finally {
    await snapshot.close();
  }
}

/** The name and version of the database's program. */
export async function findDatabaseVersion(db: Db, { kind }: DatabaseAddress): Promise<string> {
  const query =
    kind === "sqlite"
      ? sql<{ version: string }>`select sqlite_version() as version`
      : sql<{ version: string }>`select current_setting('server_version') as version`;
  const { rows } = await query.execute(db);
  return `${kind === "sqlite" ? "SQLite" : "PostgreSQL"} ${rows[0]?.version}`;
}
