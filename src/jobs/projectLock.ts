import { join } from "node:path";
import type { Context } from "../actions/context.ts";
import { Failure } from "../contract/failure.ts";
import { holdLock } from "../db/sql/holdLock.ts";
import { whileLocked } from "../db/sql/whileLocked.ts";

/**
 * Lets one job at a time run in a project: on SQLite within this data folder, on PostgreSQL across all machines sharing
 * the database. The lock is released however its holder ends.
 *
 * @throws Failure `in-use` if another job of the project runs; whatever `run` throws
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
  const done = await whileLocked(db, `${id} job`, run);
  if (!done) throw new Failure("in-use", busy);
  return done.result;
}
