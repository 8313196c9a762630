import { type ControlledTransaction, Kysely, sql } from "kysely";
import Sqlite from "sqlite-driver";
import { Failure } from "../../../contract/failure.ts";
import type { Database, Db, Tables } from "../../schema.ts";
import { copyForReading } from "../copyForReading.ts";
import { findTableVersion } from "../migrate.ts";
import type { DatabaseAddress } from "../openDatabase.ts";
import { connectPostgres, describePostgresError } from "../openPostgres.ts";
import { cannotWrite, describeSqliteError } from "../openSqlite.ts";
import { sqliteDialect } from "../sqliteDialect.ts";
import { checkSqliteFile } from "../sqliteFile.ts";
import { describeTables, type TableShape } from "./describeTables.ts";

export type StoredValue = string | number | null;

/** What a database held at one moment, whatever others write meanwhile; they do not wait for its reader. */
export interface Snapshot {
  /** Names of the changes of the tables that were made. */
  made: string[];
  tables: readonly TableShape[];
  /** A table's rows, some thousand at a time, values in the order of its columns: the same on both databases. */
  rows(table: TableShape): AsyncIterable<StoredValue[][]>;
  /** Of all tables. */
  countRows(): Promise<number>;
  close(): Promise<void>;
}

/** So many rows at once, or fewer that are this many characters long together. */
const maxRows = 2_000;
const maxLength = 8e6;

const lengthOf = (row: readonly StoredValue[]) =>
  row.reduce<number>((sum, value) => sum + (typeof value === "string" ? value.length : 8), 0);

/**
 * Begins to read a database without changing anything of it; one whose tables are older than this program's is read as
 * it is.
 *
 * @param warn gets what a person should know though it can be read
 * @throws Failure `not-ready` where it cannot be reached or read, has none of our tables, or was written by a newer
 *   version of this program
 */
export async function openSnapshot(
  address: DatabaseAddress,
  warn: (text: string) => void = () => {},
): Promise<Snapshot> {
  if (address.kind === "postgres") return openPostgresSnapshot(address.url);
  await checkSqliteFile(address.file, warn);
  return openSqliteSnapshot(address.file);
}

/** @param onClosed where the file is a copy, takes it away */
async function openSqliteSnapshot(file: string, onClosed?: () => void): Promise<Snapshot> {
  let database: Sqlite.Database | undefined;
  try {
    database = new Sqlite(file, { readonly: true, fileMustExist: true });
    // The first read of a transaction is the moment that it sees to its end.
    database.exec("BEGIN");
    const made = await listMade(
      new Kysely<Tables>({ dialect: sqliteDialect(database, () => {}) }),
      "sqlite",
      file,
    );
    const shape = await describe(made);
    return { ...shape, ...readingSqlite(database, shape.tables, onClosed) };
  } catch (error) {
    database?.close();
    const described = describeSqliteError(error, file);
    if (onClosed || !(described instanceof Failure && cannotWrite(error))) throw described;
    const copy = copyForReading(file, described);
    return openSqliteSnapshot(copy.file, copy.remove);
  }
}

/** Of each table by itself: together in one statement they would be more than SQLite joins. */
const countOf = ({ name }: TableShape) => `select count(*) as "rows" from "${name}"`;

function readingSqlite(
  database: Sqlite.Database,
  tables: readonly TableShape[],
  onClosed: (() => void) | undefined,
): Pick<Snapshot, "rows" | "countRows" | "close"> {
  return {
    async countRows() {
      return tables.reduce(
        (sum, table) => sum + (database.prepare(countOf(table)).pluck().get() as number),
        0,
      );
    },
    async *rows(table) {
      const statement = database.prepare(select(table)).raw();
      let some: StoredValue[][] = [];
      let length = 0;
      for (const row of statement.iterate() as IterableIterator<unknown[]>) {
        const stored = row.map((value, at) => toStored(value, table.columns[at]!.kind));
        some.push(stored);
        length += lengthOf(stored);
        if (some.length < maxRows && length < maxLength) continue;
        yield some;
        some = [];
        length = 0;
      }
      if (some.length > 0) yield some;
    },
    async close() {
      database.close();
      onClosed?.();
    },
  };
}

async function openPostgresSnapshot(url: string): Promise<Snapshot> {
  const db = connectPostgres(url);
  let begun: ControlledTransaction<Tables> | undefined;
  try {
    const transaction = await db
      .startTransaction()
      .setIsolationLevel("repeatable read")
      .setAccessMode("read only")
      .execute();
    begun = transaction;
    // Its reader may wait for a slow disk.
    await sql`set local idle_in_transaction_session_timeout = 0`.execute(transaction);
    const made = await listMade(transaction, "postgres", "The PostgreSQL database");
    const shape = await describe(made);
    return { ...shape, ...readingPostgres(transaction, shape.tables, db) };
  } catch (error) {
    // What is lent out is waited for.
    await begun
      ?.rollback()
      .execute()
      .catch(() => {});
    await db.destroy();
    throw describePostgresError(error);
  }
}

function readingPostgres(
  transaction: ControlledTransaction<Tables>,
  tables: readonly TableShape[],
  db: Database,
): Pick<Snapshot, "rows" | "countRows" | "close"> {
  return {
    async countRows() {
      let sum = 0;
      for (const table of tables) {
        const { rows } = await sql.raw<{ rows: string }>(countOf(table)).execute(transaction);
        sum += Number(rows[0]!.rows);
      }
      return sum;
    },
    async *rows(table) {
      await sql.raw(`DECLARE "rows" NO SCROLL CURSOR FOR ${select(table)}`).execute(transaction);
      // How long its rows are is seen from the first ones.
      for (let count = 10; ; ) {
        const { rows } = await sql
          .raw<Record<string, unknown>>(`FETCH ${count} FROM "rows"`)
          .execute(transaction);
        if (rows.length === 0) break;
        const some = rows.map((row) => table.columns.map(({ name, kind }) => toStored(row[name], kind)));
        const length = some.reduce((sum, row) => sum + lengthOf(row), 0) / some.length;
        count = Math.max(1, Math.min(maxRows, Math.floor(maxLength / length)));
        yield some;
      }
      await sql`CLOSE "rows"`.execute(transaction);
    },
    async close() {
      // Where the connection is lost, so is the transaction.
      await transaction
        .rollback()
        .execute()
        .catch(() => {});
      await db.destroy();
    },
  };
}

async function listMade(db: Db, dialect: "sqlite" | "postgres", what: string): Promise<string[]> {
  const { made, beside } = await findTableVersion(db, dialect);
  if (beside.length > 0)
    throw new Failure(
      "not-ready",
      `${what} holds tables of a newer version of Multilabelfy, which made the change “${beside.at(-1)}”: that version copies them whole, this one would leave some out. Use that version.`,
    );
  if (made !== null && made.length > 0) return made;
  throw new Failure("not-ready", `${what} holds no data of Multilabelfy: our tables are not there.`);
}

async function describe(made: string[]): Promise<Pick<Snapshot, "made" | "tables">> {
  return { made, tables: await describeTables(made) };
}

const select = ({ name, columns }: TableShape) =>
  `SELECT ${columns.map((column) => `"${column.name}"`).join(", ")} FROM "${name}"`;

function toStored(value: unknown, kind: TableShape["columns"][number]["kind"]): StoredValue {
  if (value === null || value === undefined) return null;
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "bigint") return Number(value);
  if (kind === "moment" && typeof value === "string") return toMoment(value);
  return value as string | number;
}

/** What is no time is kept as it is. */
function toMoment(text: string): string {
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? text : time.toISOString();
}
