import type { Context } from "../actions/context.ts";
import type { JobKind } from "../core/project/jobKind.ts";
import { endInterruptedJobs, insertJob, updateJob } from "../db/jobs.ts";
import { withProjectLock } from "./projectLock.ts";
import { watchCancel } from "./watchCancel.ts";

type Used = Pick<Context, "db" | "address" | "dataFolder" | "now">;

/**
 * Runs a long action under the project's job lock, and records its state where the lead can see it. The action writes
 * its progress to the job with the given id, and ends after the current chunk if the signal is aborted.
 *
 * @throws Failure `in-use` if another job of the project runs; whatever the action throws
 */
export const runJob = <Result>(
  ctx: Used,
  { project, kind }: { project: { id: string; name: string }; kind: JobKind },
  run: (job: string, signal: AbortSignal) => Promise<Result>,
): Promise<Result> => withProjectLock(ctx, project, () => runAlone(ctx, project.id, kind, run));

async function runAlone<Result>(
  ctx: Used,
  project: string,
  kind: JobKind,
  run: (job: string, signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const now = () => ctx.now().toISOString();
  await endInterruptedJobs(ctx.db, project, now());
  const [startedAt, updatedAt] = [now(), now()];
  const job = await insertJob(ctx.db, {
    projectId: project,
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
    // People must read the failure that ended the job, not that the job table could not be written either.
    await updateJob(ctx.db, job, { ...end, updatedAt: now() }).catch(() => {});
    throw error;
  } finally {
    cancel.stop();
  }
}
