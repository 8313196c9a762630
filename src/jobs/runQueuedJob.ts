import type { Context } from "../actions/context.ts";
import { forgetOldFiles, keepJobFile } from "../actions/jobs/jobFiles.ts";
import type { WorkDone } from "../actions/jobs/workDone.ts";
import { Failure } from "../contract/failure.ts";
import { type JobOutcome, jobWork, refusedShown } from "../contract/jobs.ts";
import { maxJobAttempts } from "../core/project/jobKind.ts";
import { beginJob, endInterruptedJobs, findJob, type Job, updateJob } from "../db/jobs.ts";
import { getProject } from "../db/project/project.ts";
import { storageFailure } from "../db/sql/storageFailure.ts";
import { holdProjectLock } from "./projectLock.ts";
import { watchCancel } from "./watchCancel.ts";
import { doWork } from "./work/doWork.ts";

/**
 * Runs a job that waits, to its end. How it ended stands in its row, and nowhere else.
 *
 * @param stopping ends it after the chunk under way; it waits again, for whoever comes next
 * @returns busy where another job of the project runs: the job still waits
 */
export async function runQueuedJob(
  ctx: Context,
  id: string,
  stopping?: AbortSignal,
): Promise<"ended" | "busy"> {
  const queued = await findJob(ctx.db, id);
  if (queued?.state !== "queued") return "ended";
  const project = await getProject(ctx.db, queued.projectId);
  const lock = takeLock(ctx, project);
  if (!lock) return "busy";
  const cancel = watchCancel(ctx, id);
  const now = () => ctx.now().toISOString();
  try {
    await endInterruptedJobs(ctx.db, project.id, now());
    if (!(await beginJob(ctx.db, id, now()))) return "ended";
    const signal = AbortSignal.any([cancel.signal, ...(stopping ? [stopping] : [])]);
    const end = await endOf(ctx, { ...queued, attempts: queued.attempts + 1 }, signal, cancel.signal);
    await updateJob(ctx.db, id, { ...end, updatedAt: now() });
    if (end.state === "done") await forgetOldFiles(ctx, project.id);
    return "ended";
  } finally {
    cancel.stop();
    lock.release();
  }
}

function takeLock(ctx: Context, project: { id: string; name: string }) {
  try {
    return holdProjectLock(ctx, project);
  } catch (error) {
    if (error instanceof Failure && error.code === "in-use") return undefined;
    throw error;
  }
}

type End = Pick<Job, "state" | "message"> & Partial<Pick<Job, "outcomeJson">>;

async function endOf(ctx: Context, job: Job, signal: AbortSignal, cancelled: AbortSignal): Promise<End> {
  try {
    const work = jobWork.parse(JSON.parse(job.inputJson ?? "null"));
    const done = await doWork(ctx, work, { project: job.projectId, job: job.id, signal });
    const file = done.file ? await keepJobFile(ctx, job, done.file) : null;
    return { state: "done", message: "", outcomeJson: JSON.stringify(toOutcome(done, file)) };
  } catch (error) {
    if (cancelled.aborted) return { state: "cancelled", message: "" };
    if (signal.aborted) return { state: "queued", message: "" };
    const failure = error instanceof Failure ? error : storageFailure(error, ctx.address);
    if (failure?.code === "unavailable" && job.attempts < maxJobAttempts)
      return { state: "queued", message: failure.message };
    if (failure) return { state: "failed", message: failure.message };
    console.error(error);
    return { state: "failed", message: error instanceof Error ? error.message : String(error) };
  }
}

const toOutcome = ({ counts = [], refused = [] }: WorkDone, file: JobOutcome["file"]): JobOutcome => ({
  counts,
  refused: { count: refused.length, first: refused.slice(0, refusedShown) },
  file,
});
