import type { Context } from "../actions/context.ts";
import { forgetOldUploads } from "../actions/images/forgetOldUploads.ts";
import { findUntaken } from "../actions/jobs/findUntaken.ts";
import { forgetOldFiles, keepJobFile } from "../actions/jobs/jobFiles.ts";
import type { WorkDone } from "../actions/jobs/workDone.ts";
import { Failure } from "../contract/failure.ts";
import { type JobOutcome, jobWork, refusedShown } from "../contract/jobs.ts";
import { maxJobAttempts } from "../core/project/jobKind.ts";
import { beginJob, endInterruptedJobs, findJob, type Job, listJobsUnderWay, updateJob } from "../db/jobs.ts";
import { getProject } from "../db/project/project.ts";
import { findTableVersion } from "../db/sql/migrate.ts";
import { storageFailure } from "../db/sql/storageFailure.ts";
import type { RunOptions } from "../inference/classifierMessages.ts";
import { withProjectLock } from "./projectLock.ts";
import { isShared, shareOut } from "./shareOut.ts";
import { watchCancel } from "./watchCancel.ts";
import { doWork } from "./work/doWork.ts";

interface Wishes {
  /** Ends it after the current chunk; it then waits for the next taker. */
  stopping?: AbortSignal | undefined;
  /** Called when it begins. */
  onBegin?: (job: Job) => void;
  /** How models are run. */
  run?: Partial<RunOptions>;
}

/**
 * Runs a waiting job, or one whose process is gone, to its end. Only its row says how it ended.
 *
 * @returns busy if another job of the project runs, or comes first: this one still waits
 */
export async function runQueuedJob(ctx: Context, id: string, wishes: Wishes = {}): Promise<"ended" | "busy"> {
  const job = await findJob(ctx.db, id);
  if (!job || !isUnderWay(job)) return "ended";
  const project = await getProject(ctx.db, job.projectId);
  try {
    return await withProjectLock(ctx, project, () => runAlone(ctx, job, wishes));
  } catch (error) {
    if (error instanceof Failure && error.code === "in-use") return "busy";
    throw error;
  }
}

const isUnderWay = ({ state }: Job) => state === "queued" || state === "running";

async function runAlone(
  ctx: Context,
  { id, projectId }: Job,
  { stopping, onBegin, run = {} }: Wishes,
): Promise<"ended" | "busy"> {
  const now = () => ctx.now().toISOString();
  await endInterruptedJobs(ctx.db, projectId, now());
  const underWay = await listJobsUnderWay(ctx.db, projectId);
  const untaken = await findUntaken(ctx, underWay);
  const first = underWay.find((job) => !untaken.has(job.id));
  if (first && first.id < id) return "busy";
  if (!(await beginJob(ctx.db, id, now()))) return "ended";
  const job = await findJob(ctx.db, id);
  if (!job) return "ended";
  onBegin?.(job);
  const cancel = watchCancel(ctx, id);
  try {
    const signals = { cancelled: cancel.signal, stopping: stopping ?? new AbortController().signal };
    const end = await endOf(ctx, job, signals, run);
    await updateJob(ctx.db, id, { ...end, updatedAt: now() });
    if (end.state === "done") {
      await forgetOldFiles(ctx, projectId);
      await forgetOldUploads(ctx, projectId);
    }
    return "ended";
  } finally {
    cancel.stop();
  }
}

type End = Pick<Job, "state" | "message"> & Partial<Pick<Job, "outcomeJson" | "attempts">>;

async function endOf(
  ctx: Context,
  job: Job,
  { cancelled, stopping }: { cancelled: AbortSignal; stopping: AbortSignal },
  run: Partial<RunOptions>,
): Promise<End> {
  try {
    const work = jobWork.parse(JSON.parse(job.inputJson ?? "null"));
    const signal = AbortSignal.any([cancelled, stopping]);
    const shares =
      ctx.address.kind === "postgres" && isShared(work)
        ? shareOut(ctx, job.id, { untilAll: true, signal })
        : undefined;
    const { projectId: project, personId: person, id } = job;
    const done = await doWork(ctx, work, { project, person, job: id, signal, run, shares });
    const file = done.file ? await keepJobFile(ctx, job, done.file) : null;
    return { state: "done", message: "", outcomeJson: JSON.stringify(toOutcome(done, file)) };
  } catch (error) {
    if (cancelled.aborted) return { state: "cancelled", message: "" };
    if (stopping.aborted) return { state: "queued", message: "", attempts: job.attempts - 1 };
    // Errors right after a change of the tables are not the job's: a process that knows the new tables continues.
    if (await areNewer(ctx)) return { state: "queued", message: "", attempts: job.attempts - 1 };
    const failure = error instanceof Failure ? error : storageFailure(error, ctx.address);
    if (failure?.code === "unavailable" && job.attempts < maxJobAttempts)
      return { state: "queued", message: failure.message };
    if (failure) return { state: "failed", message: failure.message };
    console.error(error);
    return { state: "failed", message: error instanceof Error ? error.message : String(error) };
  }
}

const areNewer = (ctx: Context): Promise<boolean> =>
  findTableVersion(ctx.db, ctx.dialect).then(
    () => false,
    (error) => error instanceof Failure,
  );

const toOutcome = (
  { counts = [], refused = [], refusedCount = refused.length, notes = [] }: WorkDone,
  file: JobOutcome["file"],
): JobOutcome => ({
  counts,
  refused: { count: refusedCount, first: refused.slice(0, refusedShown) },
  notes: [...notes],
  file,
});
