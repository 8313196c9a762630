import { join, resolve } from "node:path";
import { holdLock } from "../db/sql/holdLock.ts";
import { keepPrivate } from "./keepPrivate.ts";

/**
 * Runs something as the one server of a data folder.
 * @throws Failure `in-use` where another one runs
 */
export async function withServerLock<Result>(
  { data }: { data: string },
  run: () => Promise<Result>,
): Promise<Result> {
  const folder = resolve(data);
  keepPrivate();
  const lock = holdLock(
    join(folder, "server.lock"),
    `Another server runs on the data folder ${folder}. Stop it first, or name another folder with --data.`,
  );
  try {
    return await run();
  } finally {
    lock.release();
  }
}
