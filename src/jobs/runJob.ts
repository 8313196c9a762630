import type { Context } from "../actions/context.ts";
import type { JobKind } from "../core/project/jobKind.ts";
import { endInterruptedJobs, insertJob, updateJob } from "../db/jobs.ts";
import { holdProjectLock } from "./projectLock.ts";
import { watchCancel } from "./watchCancel.ts";

/**
 * Runs a long action under the project's job lock, and keeps its state where the lead can see it. The action writes
 * its progress to the job of the id that it is given, and ends after the chunk under way where the signal wants that.
 *
 * @throws Failure `in-use` where another job of the project runs; whatever the action throws
 */
export async function runJob<Result>(
  ctx: Pick<Context, "db" | "dataFolder" | "now">,
  { project, kind }: { project: { id: string; name: string }; kind: JobKind },
  run: (job: string, signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const lock = holdProjectLock(ctx, project);
  try {
    const now = () => ctx.now().toISOString();
    await endInterruptedJobs(ctx.db, project.id, now());
    const [startedAt, updatedAt] = [now(), now()];
    const job = await insertJob(ctx.db, {
      projectId: project.id,
      kind,
      state: "running",
      done: 0,
      total: 0,
      message: "",
      startedAt,
      updatedAt,
    });
    const cancel = watchCancel(ctx, job);
    try {
      const result = await run(job, cancel.signal);
      await updateJob(ctx.db, job, { state: "done", updatedAt: now() });
      return result;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const end = cancel.signal.aborted
        ? ({ state: "cancelled" } as const)
        : ({ state: "failed", message } as const);
      // The failure that ended the job is what people must read, not that the job table could not be written too.
      await updateJob(ctx.db, job, { ...end, updatedAt: now() }).catch(() => {});
      throw error;
    } finally {
      cancel.stop();
    }
  } finally {
    lock.release();
  }
}
