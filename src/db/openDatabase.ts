import { openPostgres } from "./openPostgres.ts";
import { openSqlite } from "./openSqlite.ts";
import type { Database } from "./schema.ts";

export type DatabaseAddress = { kind: "sqlite"; file: string } | { kind: "postgres"; url: string };

/**
 * Opens a database, makes it where it is missing, and brings its tables up to date: all of it or nothing.
 *
 * @param warn is told what a person should know though the database opens
 * @throws Failure `not-ready` where it cannot be reached or read, or was written by a newer version of this program;
 *   `disk-full` where there is no room to bring it up to date
 */
export function openDatabase(
  address: DatabaseAddress,
  warn: (text: string) => void = () => {},
): Promise<Database> {
  return address.kind === "sqlite" ? openSqlite(address.file, warn) : openPostgres(address.url);
}
