import type { Context } from "../actions/context.ts";
import { Failure } from "../contract/failure.ts";
import { endInterruptedJobs, listJobsUnderWay } from "../db/jobs.ts";
import { storageFailure } from "../db/sql/storageFailure.ts";
import { withProjectLock } from "./projectLock.ts";

/**
 * Says of jobs whose process is gone that they run no longer, so that nobody waits for them: whose project's lock is
 * free, which on PostgreSQL may have been held on any machine.
 */
export async function endDeadJobs(
  ctx: Pick<Context, "db" | "address" | "dataFolder" | "now">,
): Promise<void> {
  const running = (await listJobsUnderWay(ctx.db)).filter(({ state }) => state === "running");
  for (const id of new Set(running.map(({ projectId }) => projectId))) {
    try {
      await withProjectLock(ctx, { id, name: id }, () =>
        endInterruptedJobs(ctx.db, id, ctx.now().toISOString()),
      );
    } catch (error) {
      // What cannot be written now, because the disk is full say, is written at the next start.
      const failure = error instanceof Failure ? error : storageFailure(error);
      if (!failure || !["in-use", "disk-full", "unavailable"].includes(failure.code)) throw error;
    }
  }
}
