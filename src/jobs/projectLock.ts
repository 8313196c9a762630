import { join } from "node:path";
import type { Context } from "../actions/context.ts";
import { holdLock, type Lock } from "../db/sql/holdLock.ts";

/**
 * Lets one job at a time run in a project. It is free again however its holder ends.
 * @throws Failure `in-use` where another job of the project runs
 */
export const holdProjectLock = (
  { dataFolder }: Pick<Context, "dataFolder">,
  { id, name }: { id: string; name: string },
): Lock =>
  holdLock(
    join(dataFolder, "jobs", `${id}.lock`),
    `Another job of “${name}” is running. Wait for it to end, or stop it.`,
  );
