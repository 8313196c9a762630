import type { Context } from "../actions/context.ts";
import { Failure } from "../contract/failure.ts";
import { endInterruptedJobs, listJobsUnderWay } from "../db/jobs.ts";
import { storageFailure } from "../db/sql/storageFailure.ts";
import { withProjectLock } from "./projectLock.ts";

/**
 * Marks jobs whose process is gone as no longer running, so that nobody waits for them: a job whose project's lock is
 * free is gone, and on PostgreSQL the lock may have been held on any machine.
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
      // What cannot be written now, for example because the disk is full, is written at the next start.
      const failure = error instanceof Failure ? error : storageFailure(error);
      if (!failure || !["in-use", "disk-full", "unavailable"].includes(failure.code)) throw error;
    }
  }
}
