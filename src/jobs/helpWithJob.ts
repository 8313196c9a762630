import type { Context } from "../actions/context.ts";
import { type JobWork, jobWork, type StartedKind } from "../contract/jobs.ts";
import { findJob, type Job, listJobsUnderWay } from "../db/jobs.ts";
import type { RunOptions } from "../inference/classifierMessages.ts";
import { isShared, shareOut } from "./shareOut.ts";
import { doWork } from "./work/doWork.ts";

/** Helping with shorter jobs is not worth starting a model. */
const worthHelp = 64;
/** Milliseconds between two checks whether the job still runs. */
const lookEvery = 500;

const workOf = ({ inputJson }: Job): JobWork | undefined =>
  inputJson === null ? undefined : jobWork.safeParse(JSON.parse(inputJson)).data;

/** A restarted job counts as another one to help with. */
export const runOf = ({ id, startedAt }: Pick<Job, "id" | "startedAt">) => `${id} ${startedAt}`;

/** A job of another worker that is long enough to help with. */
export async function findJobToHelp(
  { db }: Pick<Context, "db">,
  kinds: readonly StartedKind[],
  except: ReadonlySet<string>,
): Promise<Job | undefined> {
  const underWay = await listJobsUnderWay(db);
  return underWay.find((job) => {
    const work = workOf(job);
    return (
      job.state === "running" &&
      job.cancelAsked === 0 &&
      !except.has(runOf(job)) &&
      work !== undefined &&
      isShared(work) &&
      kinds.includes(work.kind) &&
      job.total - job.done > worthHelp
    );
  });
}

/**
 * Does shares of a job that nobody has taken, beside the worker responsible for it, until none is left or the job has
 * ended.
 *
 * @throws whatever keeps it from helping: the responsible worker reports what is wrong with the job
 */
export async function helpWithJob(
  ctx: Context,
  job: Job,
  { stopping, run = {} }: { stopping: AbortSignal; run?: Partial<RunOptions> },
): Promise<void> {
  const work = workOf(job);
  if (!work) return;
  const over = new AbortController();
  const timer = setInterval(async () => {
    const now = await findJob(ctx.db, job.id).catch(() => job);
    if (now?.state !== "running" || now.cancelAsked === 1 || now.startedAt !== job.startedAt) over.abort();
  }, lookEvery);
  const signal = AbortSignal.any([over.signal, stopping]);
  try {
    const shares = shareOut(ctx, job.id, { untilAll: false, signal });
    const { projectId: project, personId: person } = job;
    await doWork(ctx, work, { project, person, job: job.id, signal, run, shares });
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    clearInterval(timer);
  }
}
