import { existsSync } from "node:fs";
import { Kysely, sql } from "kysely";
import Sqlite from "sqlite-driver";
import { Failure } from "../../../contract/failure.ts";
import type { Db, Tables } from "../../schema.ts";
import { listMigrations } from "../listMigrations.ts";
import { migrate } from "../migrate.ts";
import type { DatabaseAddress } from "../openDatabase.ts";
import { connectPostgres, describePostgresError } from "../openPostgres.ts";
import { describeSqliteError } from "../openSqlite.ts";
import { sqliteDialect } from "../sqliteDialect.ts";
import { describeTables, type TableShape } from "./describeTables.ts";
import type { StoredValue } from "./openSnapshot.ts";

/** Takes rows of a table; tables come in the order of `tables`. */
type InsertRows = (table: TableShape, rows: readonly StoredValue[][]) => Promise<void>;

/**
 * Makes the tables as they were after some changes, and fills them: all of it or nothing.
 *
 * @param made names of migrations
 * @param address of a file that is not there, or of a PostgreSQL database in which nothing of ours is stored
 * @throws Failure `already-exists` where something is stored there; `not-ready`, `disk-full`; whatever `fill` throws
 */
export async function loadTables(
  address: DatabaseAddress,
  made: readonly string[],
  fill: (tables: readonly TableShape[], insert: InsertRows) => Promise<void>,
): Promise<void> {
  const tables = await describeTables(made);
  if (address.kind === "sqlite") return loadSqlite(address.file, made, tables, fill);
  const db = connectPostgres(address.url);
  try {
    await db.transaction().execute(async (transaction) => {
      // Rows come as fast as a disk gives them.
      await sql`set local idle_in_transaction_session_timeout = 0`.execute(transaction);
      await dropEmptyTables(transaction);
      await migrate(transaction, "postgres", { only: made });
      for (const { name } of tables.toReversed())
        await sql`delete from ${sql.table(name)}`.execute(transaction);
      await fill(tables, (table, rows) => insertPostgres(transaction, table, rows));
    });
  } catch (error) {
    throw describePostgresError(error);
  } finally {
    await db.destroy();
  }
}

async function loadSqlite(
  file: string,
  made: readonly string[],
  tables: readonly TableShape[],
  fill: (tables: readonly TableShape[], insert: InsertRows) => Promise<void>,
): Promise<void> {
  if (existsSync(file)) throw new Failure("already-exists", `${file} exists already.`);
  const database = new Sqlite(file);
  try {
    // Nobody relies yet on anything being there: the disk is waited for once, at the end.
    database.pragma("journal_mode = OFF");
    database.pragma("synchronous = OFF");
    database.pragma("foreign_keys = OFF");
    await migrate(new Kysely<Tables>({ dialect: sqliteDialect(database, () => {}) }), "sqlite", {
      only: made,
    });
    database.exec("BEGIN");
    for (const { name } of tables) database.exec(`DELETE FROM "${name}"`);
    await fill(tables, async (table, rows) => insertSqlite(database, table, rows));
    database.exec("COMMIT");
    const broken = database.pragma("foreign_key_check") as { table: string }[];
    if (broken.length > 0) {
      throw new Failure(
        "bad-file",
        `${broken.length} rows (of “${broken[0]?.table}”, say) refer to others that are missing.`,
      );
    }
  } catch (error) {
    throw describeSqliteError(error, file);
  } finally {
    database.close();
  }
}

function insertSqlite(
  database: Sqlite.Database,
  { name, columns }: TableShape,
  rows: readonly StoredValue[][],
): void {
  const insert = database.prepare(
    `INSERT INTO "${name}" (${columns.map((column) => `"${column.name}"`).join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`,
  );
  for (const row of rows) {
    insert.run(
      row.map((value, at) =>
        columns[at]!.kind === "bytes" && value !== null ? Buffer.from(String(value), "base64") : value,
      ),
    );
  }
}

/** PostgreSQL reads the rows from JSON by the types of the table's own columns. */
async function insertPostgres(
  db: Db,
  { name, columns }: TableShape,
  rows: readonly StoredValue[][],
): Promise<void> {
  const json = JSON.stringify(
    rows.map((row) =>
      Object.fromEntries(
        columns.map((column, at) => {
          const value = row[at] ?? null;
          const isBytes = column.kind === "bytes" && value !== null;
          return [
            column.name,
            isBytes ? `\\x${Buffer.from(String(value), "base64").toString("hex")}` : value,
          ];
        }),
      ),
    ),
  );
  const list = sql.join(columns.map((column) => sql.ref(column.name)));
  await sql`insert into ${sql.table(name)} (${list})
    select ${list} from json_populate_recordset(null::${sql.table(name)}, ${json}::json)`.execute(db);
}

/** What a server writes at its start, before there is anything of people. */
const ofStart: readonly string[] = ["chance", "secretMark", "jobTaker"];

/** Takes out tables that a program made which was started before there was anything to store. */
async function dropEmptyTables(db: Db): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = current_schema() and table_type = 'BASE TABLE'`.execute(db);
  const there = rows.map(({ name }) => name);
  const ours = (await describeTables(Object.keys(listMigrations("postgres")))).map(({ name }) => name);
  for (const name of ours.filter((one) => there.includes(one) && !ofStart.includes(one))) {
    const found = await sql`select 1 from ${sql.table(name)} limit 1`.execute(db);
    if (found.rows.length > 0) {
      throw new Failure(
        "already-exists",
        `The PostgreSQL database holds data already (in “${name}”). A backup is restored into an empty one only: make one, and name it in MULTILABELFY_DATABASE_URL.`,
      );
    }
  }
  for (const name of [...ours, "kysely_migration", "kysely_migration_lock"]) {
    if (there.includes(name)) await sql`drop table ${sql.table(name)} cascade`.execute(db);
  }
}
