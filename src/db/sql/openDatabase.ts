import type { Database } from "../schema.ts";
import { continueIds } from "./continueIds.ts";
import { describePostgresError, openPostgres } from "./openPostgres.ts";
import { describeSqliteError, openSqlite } from "./openSqlite.ts";
import type { PostgresLimits } from "./watchedClient.ts";

export type DatabaseAddress = { kind: "sqlite"; file: string } | { kind: "postgres"; url: string };

/**
 * Opens a database, makes it where it is missing, and brings its tables up to date: all of it or nothing.
 *
 * @param warn gets what a person should know though the database opens
 * @param limits how long a PostgreSQL server may take
 * @throws Failure `not-ready` where it cannot be reached or read, or was written by a newer version of this program;
 *   `disk-full` where there is no room to bring it up to date
 */
export async function openDatabase(
  address: DatabaseAddress,
  warn: (text: string) => void = () => {},
  limits?: PostgresLimits,
): Promise<Database> {
  const db = await (address.kind === "sqlite"
    ? openSqlite(address.file, warn)
    : openPostgres(address.url, limits));
  try {
    for (const table of ["event", "job", "securityEvent"] as const) await continueIds(db, table);
    return db;
  } catch (error) {
    await db.destroy();
    throw address.kind === "sqlite" ? describeSqliteError(error, address.file) : describePostgresError(error);
  }
}
