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
  /** Names of changes that a newer version has made, and that this one can live with. */
  beside: string[];
}

/**
 * How a change of the tables is called that servers of earlier versions go on beside, on the same database: it only
 * adds what they need not know, to the tables (`listMigrations.test`) and to what rows mean.
 */
const goesBeside = /-beside-older$/;

/** @throws Failure `not-ready` where a newer version of this program has changed the tables, or one before the first */
export async function findTableVersion(db: Db, dialect: Dialect): Promise<TableVersion> {
  const known = Object.keys(listMigrations(dialect));
  const recorded = await listRecorded(db, dialect);
  const made = recorded && nameMade(recorded);
  const newer = made?.filter((name) => !known.includes(name)) ?? [];
  const pending = known.filter((name) => !made?.includes(name));
  const hindering = newer.filter((name) => pending.length > 0 || !goesBeside.test(name));
  if (hindering.length > 0) {
    throw new Failure(
      "not-ready",
      `The data was written by a newer version of Multilabelfy, which made the change “${hindering.at(-1)}”. Use that version or a later one; nothing was changed.`,
    );
  }
  return { made, pending, beside: newer };
}

/**
 * The tables of 0.1.0 were changed one by one before they were released. Who followed the program then has them, under
 * the names of these changes.
 */
const beforeFirst = { pattern: /^202[67]-\d\d-\d\d-/, last: "2027-01-01-label-names", become: "0.1.0" };

/**
 * What the changes recorded in a database, or in a backup, are called today.
 *
 * @throws Failure `not-ready` for tables of a time before 0.1.0 that lack some of its changes
 */
export function nameMade(recorded: readonly string[]): string[] {
  const { pattern, last, become } = beforeFirst;
  const others = recorded.filter((name) => !pattern.test(name));
  if (others.length === recorded.length) return others;
  if (recorded.includes(last)) return [become, ...others];
  throw new Failure(
    "not-ready",
    "The data was written by a version before 0.1.0, and not by the last of these. Open it once with the program as it was on 1 December 2026, then with this one; nothing was changed.",
  );
}

async function listRecorded(db: Db, dialect: Dialect): Promise<string[] | null> {
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
  await renameRecorded(db, dialect);
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}

/** Records what was made as it is called today, where that differs. */
async function renameRecorded(db: Database, dialect: Dialect): Promise<void> {
  const recorded = (await listRecorded(db, dialect)) ?? [];
  if (nameMade(recorded).length === recorded.length) return;
  const { last, become } = beforeFirst;
  await sql`update kysely_migration set name = ${become} where name = ${last}`.execute(db);
  for (const name of recorded.filter((other) => beforeFirst.pattern.test(other)))
    await sql`delete from kysely_migration where name = ${name}`.execute(db);
}
