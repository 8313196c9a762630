import { join, resolve } from "node:path";
import { Failure } from "../contract/failure.ts";
import { holdLock, type Lock } from "../db/sql/holdLock.ts";
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
  const lock = takeLock(folder);
  try {
    return await run();
  } finally {
    lock?.release();
  }
}

/** Where nothing can be written there is nothing that two servers could spoil. */
function takeLock(folder: string): Lock | undefined {
  try {
    return holdLock(
      join(folder, "server.lock"),
      `Another server runs on the data folder ${folder}. Stop it first, or name another folder with --data.`,
    );
  } catch (error) {
    if (error instanceof Failure && error.code === "unavailable") return undefined;
    throw error;
  }
}
