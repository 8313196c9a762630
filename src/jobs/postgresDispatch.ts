import pLimit from "p-limit";
import type { Context } from "../actions/context.ts";
import { type StartedKind, startedKinds } from "../contract/jobs.ts";
import { listJobsUnderWay } from "../db/jobs.ts";
import type { Dispatch, RunOne } from "./dispatch.ts";
import { endDeadJobs } from "./endDeadJobs.ts";
import type { JobQueue } from "./jobQueue.ts";
import { keepPresence } from "./presence.ts";

/**
 * Hands out jobs among all servers and workers that share a PostgreSQL. Nothing is opened before there is a job.
 *
 * @param options.kinds kinds taken here; others are announced too
 * @param options.atOnce maximum number of jobs run here in parallel
 */
export function createPostgresDispatch(
  ctx: Pick<Context, "db" | "address" | "dataFolder" | "backups" | "now">,
  {
    kinds: wanted = startedKinds,
    atOnce = 2,
    run,
    log,
  }: {
    kinds?: readonly StartedKind[];
    atOnce?: number;
    run: RunOne;
    log: (error: unknown, text: string) => void;
  },
): Dispatch {
  // A process without a reachable backup folder leaves backups to others.
  const kinds = wanted.filter((kind) => kind !== "backup" || ctx.backups !== undefined);
  let opened: Promise<JobQueue> | undefined;
  let presence: ReturnType<typeof keepPresence> | undefined;
  const limit = pLimit(atOnce);
  const underWay = new Set<Promise<unknown>>();

  async function open(): Promise<JobQueue> {
    if (ctx.address.kind !== "postgres") throw new Error("Only PostgreSQL has a queue.");
    // It is slow to load, and few need it.
    const { openJobQueue } = await import("./jobQueue.ts");
    const queue = await openJobQueue(ctx.address.url, (error) =>
      log(error, "the queue of jobs has a problem"),
    );
    for (const kind of kinds) {
      await queue.work(kind, (job) => {
        const done = limit(() => run(job));
        underWay.add(done);
        return done.finally(() => underWay.delete(done));
      });
    }
    return queue;
  }

  return {
    async look() {
      if (kinds.length > 0) {
        presence ??= keepPresence(ctx, kinds).catch((error) => {
          presence = undefined;
          throw error;
        });
        await presence;
      }
      if ((await listJobsUnderWay(ctx.db)).length === 0) return false;
      // It belonged to a killed worker.
      await endDeadJobs(ctx);
      opened ??= open().catch((error) => {
        opened = undefined;
        throw error;
      });
      const queue = await opened;
      for (const { id, kind, state } of await listJobsUnderWay(ctx.db)) {
        const started = startedKinds.find((one) => one === kind);
        if (state === "queued" && started) await queue.send({ id, kind: started });
      }
      return true;
    },
    async close() {
      // Its closer has already told jobs under way to end.
      await Promise.all(underWay);
      await (await presence?.catch(() => undefined))?.close();
      await (await opened?.catch(() => undefined))?.close();
    },
  };
}
