import { type RawBuilder, SqliteAdapter, sql } from "kysely";
import type { Db } from "../schema.ts";

/**
 * A column of text, to be compared and ordered by its UTF-8 bytes: files are written in that order, and PostgreSQL may
 * be set up to order text as some language does. Migrations make the indexes for it.
 *
 * @param column with its table: "image.key"
 */
export const byBytes = (db: Db, column: string): RawBuilder<string> =>
  db.getExecutor().adapter instanceof SqliteAdapter
    ? sql<string>`${sql.ref(column)}`
    : sql<string>`${sql.ref(column)} COLLATE "C"`;
