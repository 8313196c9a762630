import { Kysely } from "kysely";
import Sqlite from "sqlite-driver";
import type { Tables } from "../../schema.ts";
import { migrate } from "../migrate.ts";
import { sqliteDialect } from "../sqliteDialect.ts";

/** What a value is where it is stored: bytes are written as base64, moments as UTC ISO 8601 to the millisecond. */
type ColumnKind = "plain" | "bytes" | "moment";

export interface TableShape {
  name: string;
  columns: readonly { name: string; kind: ColumnKind }[];
}

/** What the database makes of other tables while they are filled. */
const followed: readonly string[] = ["workCount"];

/**
 * The tables of this program after some changes of them, each after those that it refers to: by making them, so that
 * none can be forgotten. What only PostgreSQL keeps (a transaction's number) means nothing elsewhere and is not among
 * them, and neither is what the database counts by itself, nor what another program keeps in the same database.
 *
 * @param made names of migrations
 */
export async function describeTables(made: readonly string[]): Promise<TableShape[]> {
  const database = new Sqlite(":memory:");
  const db = new Kysely<Tables>({ dialect: sqliteDialect(database, () => database.close()) });
  try {
    await migrate(db, "sqlite", { only: made });
    const names = database
      .prepare(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'kysely_%' ORDER BY name",
      )
      .pluck()
      .all() as string[];
    const stored = names.filter((name) => !followed.includes(name));
    return inOrder(database, stored).map((name) => ({ name, columns: describeColumns(database, name) }));
  } finally {
    await db.destroy();
  }
}

function describeColumns(database: Sqlite.Database, table: string): TableShape["columns"] {
  const columns = database.prepare("SELECT name, type FROM pragma_table_info(?)").all(table) as {
    name: string;
    type: string;
  }[];
  const kinds: Record<string, ColumnKind> = { BLOB: "bytes", DATE: "moment" };
  return columns.map(({ name, type }) => ({ name, kind: kinds[type.toUpperCase()] ?? "plain" }));
}

function inOrder(database: Sqlite.Database, names: readonly string[]): string[] {
  const referred = database.prepare('SELECT DISTINCT "table" FROM pragma_foreign_key_list(?)').pluck();
  const ordered: string[] = [];
  const place = (name: string, above: readonly string[]) => {
    if (ordered.includes(name) || above.includes(name)) return;
    for (const other of referred.all(name) as string[]) place(other, [...above, name]);
    ordered.push(name);
  };
  for (const name of names) place(name, []);
  return ordered;
}
