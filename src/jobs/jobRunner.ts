import type { Context } from "../actions/context.ts";
import { requeueKilled } from "../db/jobs.ts";
import { type JobChild, startJobChild } from "./jobChild.ts";
import { createLocalDispatch } from "./localDispatch.ts";
import { createPostgresDispatch } from "./postgresDispatch.ts";

/** Milliseconds between two looks while jobs wait: for whoever has a project's lock, or for the database. */
const pause = 2_000;
/** Milliseconds in which a job that is cancelled ends by itself, after the chunk under way. */
const cancelPatience = 10_000;

export type JobRunner = ReturnType<typeof createJobRunner>;

/**
 * Runs the jobs that wait, one at a time in a project, each in a process of its own: nobody's save waits for one, and a
 * crash is that job's alone.
 *
 * @param log gets what a person who runs the server should know
 * @param options.takes false leaves all jobs to workers: on PostgreSQL alone
 * @param options.isHeld whether none may begin now
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
    // What waits behind it may begin, once this one is forgotten.
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
    /** Sees to it that a job that was cancelled ends, though its chunk takes long. */
    end(job: string): void {
      const child = children.get(job);
      if (!child) return;
      const force = setTimeout(child.kill, cancelPatience).unref();
      void child.ended.finally(() => clearTimeout(force));
    },
    /** Ends what is under way at once: it is taken up again at the next start. */
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
