import type { Context } from "../actions/context.ts";
import { Failure } from "../contract/failure.ts";
import { endInterruptedJobs } from "../db/jobs.ts";
import { listProjects } from "../db/project/project.ts";
import { storageFailure } from "../db/sql/storageFailure.ts";
import { holdProjectLock } from "./projectLock.ts";

/** Says of jobs whose process was killed that they run no longer, so that nobody waits for them. */
export async function endDeadJobs(ctx: Pick<Context, "db" | "dataFolder" | "now">): Promise<void> {
  for (const project of await listProjects(ctx.db)) {
    try {
      const lock = holdProjectLock(ctx, project);
      await endInterruptedJobs(ctx.db, project.id, ctx.now().toISOString()).finally(() => lock.release());
    } catch (error) {
      // What cannot be written now, because the disk is full say, is written at the next start.
      const failure = error instanceof Failure ? error : storageFailure(error);
      if (!failure || !["in-use", "disk-full", "unavailable"].includes(failure.code)) throw error;
    }
  }
}
