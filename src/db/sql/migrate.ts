import { sql } from "kysely";
import { Migrator } from "kysely/migration";
import { Failure } from "../../contract/failure.ts";
import type { Database, Db } from "../schema.ts";
import { listMigrations } from "./listMigrations.ts";

type Dialect = "sqlite" | "postgres";

/** What the tables are compared with what this program needs. */
export interface TableVersion {
  /** Names of the changes that were made. null: there are no tables of this program. */
  made: string[] | null;
  /** Names of the changes still to be made, in their order. */
  pending: string[];
}

/** @throws Failure `not-ready` where a newer version of this program has changed the tables */
export async function findTableVersion(db: Db, dialect: Dialect): Promise<TableVersion> {
  const known = Object.keys(listMigrations(dialect));
  const made = await listMade(db, dialect);
  const newer = made?.filter((name) => !known.includes(name)) ?? [];
  if (newer.length > 0) {
    throw new Failure(
      "not-ready",
      `The data was written by a newer version of Multilabelfy, which made the change “${newer.at(-1)}”. Use that version or a later one; nothing was changed.`,
    );
  }
  return { made, pending: known.filter((name) => !made?.includes(name)) };
}

async function listMade(db: Db, dialect: Dialect): Promise<string[] | null> {
  const tables =
    dialect === "sqlite"
      ? sql<{
          name: string;
        }>`select name from sqlite_master where type = 'table' and name = 'kysely_migration'`
      : sql<{
          name: string;
        }>`select to_regclass('kysely_migration')::text as name where to_regclass('kysely_migration') is not null`;
  if ((await tables.execute(db)).rows.length === 0) return null;
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name);
}

/**
 * Brings the tables up to date. PostgreSQL does that in one transaction of its own; on SQLite the caller holds one,
 * since Kysely makes each change there by itself and a process that is killed in between would leave half of it.
 *
 * @param options.only makes these changes alone, for data of an earlier version
 */
export async function migrate(
  db: Database,
  dialect: Dialect,
  { only }: { only?: readonly string[] } = {},
): Promise<void> {
  const all = listMigrations(dialect);
  const migrations = only
    ? Object.fromEntries(Object.entries(all).filter(([name]) => only.includes(name)))
    : all;
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}
