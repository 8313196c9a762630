import { sql } from "kysely";
import type { Db } from "../schema.ts";

/**
 * Does something while a lock of PostgreSQL is held that has this name, for all machines that share the database. It is
 * the connection's own: it is free again however its holder ends.
 *
 * @returns undefined where somebody else has the lock
 */
export async function whileLocked<Result>(
  db: Db,
  name: string,
  run: () => Promise<Result>,
): Promise<{ result: Result } | undefined> {
  const key = sql`hashtextextended(${name}, 0)`;
  return db.connection().execute(async (connection) => {
    const { rows } = await sql<{
      isTaken: boolean;
    }>`select pg_try_advisory_lock(${key}) as "isTaken"`.execute(connection);
    if (!rows[0]?.isTaken) return undefined;
    // Of a connection that broke, the lock is free already.
    const release = () => sql`select pg_advisory_unlock(${key})`.execute(connection).catch(() => {});
    return { result: await run().finally(release) };
  });
}
