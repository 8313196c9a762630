import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import type { Context } from "../actions/context.ts";
import type { Shares } from "../actions/jobProgress.ts";
import type { JobWork } from "../contract/jobs.ts";

/** What ids end in, by chance: so many can do a job together. */
const digits = [..."0123456789abcdef"];
/** Milliseconds until a share that somebody else has is asked for again. */
const pause = 500;

/** Whether several workers can do it together: what is done to each image by itself, by a model. */
export const isShared = (work: JobWork): boolean =>
  work.kind === "embed" || work.kind === "maps" || (work.kind === "propose" && work.by === "model");

/**
 * Deals a job's images out among the workers that share a PostgreSQL. A share is held by a lock of a connection, so
 * that of a worker that is gone is free at once.
 *
 * @param options.untilAll waits until every share was done: for whoever answers for the job. Others take what is free
 */
export const shareOut = (
  { db }: Pick<Context, "db">,
  job: string,
  { untilAll, signal }: { untilAll: boolean; signal: AbortSignal },
): Shares => ({
  each: (run) =>
    db.connection().execute(async (connection) => {
      const left = new Set(startAnywhere(digits));
      while (left.size > 0) {
        for (const digit of left) {
          signal.throwIfAborted();
          const key = sql`hashtextextended(${`${job} ${digit}`}, 0)`;
          const { rows } = await sql<{
            isTaken: boolean;
          }>`select pg_try_advisory_lock(${key}) as "isTaken"`.execute(connection);
          if (!rows[0]?.isTaken) continue;
          // Of a connection that broke, the lock is free already.
          const release = () => sql`select pg_advisory_unlock(${key})`.execute(connection).catch(() => {});
          await run(digit).finally(release);
          left.delete(digit);
        }
        if (!untilAll) return;
        if (left.size > 0) await wait(pause, undefined, { signal });
      }
    }),
});

function startAnywhere<Item>(list: readonly Item[]): Item[] {
  const at = Math.floor(Math.random() * list.length);
  return [...list.slice(at), ...list.slice(0, at)];
}
