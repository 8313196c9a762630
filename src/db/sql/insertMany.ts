import type { Insertable } from "kysely";
import type { Db, Tables } from "../schema.ts";

/** Rows per INSERT: both databases bound the number of a statement's parameters. */
const chunkSize = 500;

/**
 * Inserts rows that name the same columns. The statement is made once for all chunks of the same length: for many short
 * rows, making it takes longer than to run it.
 */
export async function insertMany<Table extends keyof Tables>(
  db: Db,
  table: Table,
  rows: readonly Insertable<Tables[Table]>[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}) as (keyof Insertable<Tables[Table]>)[];
  const values = (row: Insertable<Tables[Table]>) =>
    columns.map((column) => {
      const value = row[column];
      if (value === undefined) throw new Error(`A row of ${table} lacks ${String(column)}.`);
      return value;
    });
  let made: { length: number; statement: ReturnType<typeof compile> } | undefined;
  const compile = (chunk: typeof rows) =>
    db
      .insertInto(table)
      .columns(columns as never)
      .values(chunk)
      .compile();
  for (let first = 0; first < rows.length; first += chunkSize) {
    const chunk = rows.slice(first, first + chunkSize);
    if (made?.length !== chunk.length) made = { length: chunk.length, statement: compile(chunk) };
    await db.executeQuery({ ...made.statement, parameters: chunk.flatMap(values) });
  }
}
