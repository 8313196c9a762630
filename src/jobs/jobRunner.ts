import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { Context } from "../actions/context.ts";
import { findJob, listJobsUnderWay, requeueKilled } from "../db/jobs.ts";
import { startedModule } from "../files/programPlace.ts";

/** Jobs of different projects that run side by side: each uses what cores it can get. */
const atOnce = 2;
/** Milliseconds until a job that could not begin, or whose end could not be read, is looked at again. */
const pause = 2_000;
/** Milliseconds in which a job that is cancelled ends by itself, after the chunk under way. */
const cancelPatience = 10_000;

export type JobRunner = ReturnType<typeof createJobRunner>;

/**
 * Runs the jobs that wait, one at a time in a project, each in a process of its own: nobody's save waits for one, and a
 * crash is that job's alone.
 *
 * @param log gets what a person who runs the server should know
 */
export function createJobRunner(ctx: Context, log: (error: unknown, text: string) => void) {
  /** By project. */
  const running = new Map<string, { job: string; child: ChildProcess; ended: Promise<void> }>();
  let isClosed = false;
  let isLooking = false;
  let isWanted = false;
  let timer: NodeJS.Timeout | undefined;

  /** Begins what can begin now. */
  function wake(): void {
    isWanted = true;
    if (isLooking || isClosed) return;
    isLooking = true;
    void (async () => {
      while (isWanted && !isClosed) {
        isWanted = false;
        await look().catch((error) => {
          log(error, "jobs that wait could not be listed");
          lookLater();
        });
      }
      isLooking = false;
    })();
  }

  function lookLater(): void {
    clearTimeout(timer);
    if (!isClosed) timer = setTimeout(wake, pause).unref();
  }

  async function look(): Promise<void> {
    const busy = new Set(running.keys());
    for (const { id, projectId, state } of await listJobsUnderWay(ctx.db)) {
      if (state !== "queued" || busy.has(projectId) || isClosed) continue;
      // Those behind it in its project wait for it.
      busy.add(projectId);
      if (running.size < atOnce) start(projectId, id);
    }
  }

  function start(project: string, job: string): void {
    const child = fork(startedModule("cli/jobProcess"), [ctx.dataFolder, job], {
      env: environmentOf(ctx),
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    child.on("error", (error) => log(error, "a job's process could not be started"));
    const ended = (async () => {
      await once(child, "close").catch(() => {});
      running.delete(project);
      if (isClosed) return;
      try {
        if (await requeueKilled(ctx.db, job, ctx.now().toISOString()))
          log(undefined, `the process of the job ${job} ended before it was done`);
        // It waits for whoever has the project's lock, or for the database.
        if ((await findJob(ctx.db, job))?.state === "queued") lookLater();
        else wake();
      } catch (error) {
        log(error, "how a job ended could not be read");
        lookLater();
      }
    })();
    running.set(project, { job, child, ended });
  }

  return {
    wake,
    /** Sees to it that a job that was cancelled ends, though its chunk takes long. */
    end(job: string): void {
      const found = [...running.values()].find((one) => one.job === job);
      if (!found) return;
      const force = setTimeout(() => found.child.kill("SIGKILL"), cancelPatience);
      force.unref();
      void found.ended.finally(() => clearTimeout(force));
    },
    /** Ends what is under way at once: it is taken up again at the next start. */
    async close(): Promise<void> {
      isClosed = true;
      clearTimeout(timer);
      const all = [...running.values()];
      for (const { child } of all) child.kill("SIGKILL");
      await Promise.all(all.map(({ ended }) => ended));
    },
  };
}

/** The child finds the same database, wherever this process was told of it. */
function environmentOf({ address }: Pick<Context, "address">): NodeJS.ProcessEnv {
  const { MULTILABELFY_DATABASE_URL, MULTILABELFY_DATABASE_URL_FILE, ...others } = process.env;
  return address.kind === "postgres" ? { ...others, MULTILABELFY_DATABASE_URL: address.url } : others;
}
