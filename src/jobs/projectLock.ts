import { join } from "node:path";
import { sql } from "kysely";
import type { Context } from "../actions/context.ts";
import { Failure } from "../contract/failure.ts";
import { holdLock } from "../db/sql/holdLock.ts";

/**
 * Lets one job at a time run in a project: on SQLite of this data folder, on PostgreSQL of all machines that share the
 * database. The lock is free again however its holder ends.
 *
 * @throws Failure `in-use` where another job of the project runs; whatever `run` throws
 */
export async function withProjectLock<Result>(
  { db, address, dataFolder }: Pick<Context, "db" | "address" | "dataFolder">,
  { id, name }: { id: string; name: string },
  run: () => Promise<Result>,
): Promise<Result> {
  const busy = `Another job of “${name}” is running. Wait for it to end, or stop it.`;
  if (address.kind === "sqlite") {
    const lock = holdLock(join(dataFolder, "jobs", `${id}.lock`), busy);
    return run().finally(() => lock.release());
  }
  const key = sql`hashtextextended(${`${id} job`}, 0)`;
  // The connection's own: PostgreSQL frees it when the connection ends.
  return db.connection().execute(async (connection) => {
    const { rows } = await sql<{
      isTaken: boolean;
    }>`select pg_try_advisory_lock(${key}) as "isTaken"`.execute(connection);
    if (!rows[0]?.isTaken) throw new Failure("in-use", busy);
    // Of a connection that broke, the lock is free already.
    return run().finally(() => sql`select pg_advisory_unlock(${key})`.execute(connection).catch(() => {}));
  });
}
