import type { Context } from "../actions/context.ts";
import { requeueKilled } from "../db/jobs.ts";
import { type JobChild, startJobChild } from "./jobChild.ts";
import { createLocalDispatch } from "./localDispatch.ts";
import { createPostgresDispatch } from "./postgresDispatch.ts";

/** Milliseconds between two looks while jobs wait for a project's lock or for the database. */
const pause = 2_000;
/** Milliseconds a cancelled job has to end on its own, after the current chunk. */
const cancelPatience = 10_000;

export type JobRunner = ReturnType<typeof createJobRunner>;

/**
 * Runs waiting jobs, one at a time per project, each in its own process: no save waits for one, and a
 * crash affects only that job.
 *
 * @param log receives what people who run the server should know
 * @param options.takes false leaves all jobs to workers; only on PostgreSQL
 * @param options.isHeld whether no job may begin now
 */
export function createJobRunner(
  ctx: Context,
  log: (error: unknown, text: string) => void,
  { takes = true, isHeld = () => false }: { takes?: boolean; isHeld?: () => boolean } = {},
) {
  const children = new Map<string, JobChild>();
  const dispatch =
    ctx.address.kind === "postgres"
      ? createPostgresDispatch(ctx, { run, log, ...(!takes && { kinds: [] }) })
      : createLocalDispatch(ctx, run);
  let isClosed = false;
  let isLooking = false;
  let isWanted = false;
  let timer: NodeJS.Timeout | undefined;

  async function run(job: string): Promise<"ended" | "busy"> {
    if (isClosed || isHeld()) return "busy";
    const child = startJobChild(ctx, job, (error) => log(error, "a job's process could not be started"));
    children.set(job, child);
    const end = await child.ended;
    children.delete(job);
    try {
      if (!isClosed && (await requeueKilled(ctx.db, job, ctx.now().toISOString())))
        log(undefined, `the process of the job ${job} ended before it was done`);
    } catch (error) {
      log(error, "how a job ended could not be read");
    }
    // Jobs waiting behind it may begin once this one is forgotten.
    setImmediate(end === "busy" ? lookLater : wake);
    return end;
  }

  /** Begins what can begin now. */
  function wake(): void {
    isWanted = true;
    if (isLooking || isClosed) return;
    isLooking = true;
    void (async () => {
      while (isWanted && !isClosed) {
        isWanted = false;
        const again = await dispatch.look().catch((error) => {
          log(error, "jobs that wait could not be begun");
          return true;
        });
        if (again) lookLater();
      }
      isLooking = false;
    })();
  }

  function lookLater(): void {
    clearTimeout(timer);
    if (!isClosed) timer = setTimeout(wake, pause).unref();
  }

  return {
    wake,
    /** Makes sure that a cancelled job ends even if its chunk takes long. */
    end(job: string): void {
      const child = children.get(job);
      if (!child) return;
      const force = setTimeout(child.kill, cancelPatience).unref();
      void child.ended.finally(() => clearTimeout(force));
    },
    /** Ends jobs under way at once: they are resumed at the next start. */
    async close(): Promise<void> {
      isClosed = true;
      clearTimeout(timer);
      const all = [...children.values()];
      for (const child of all) child.kill();
      await Promise.all(all.map(({ ended }) => ended));
      await dispatch.close();
    },
  };
}
