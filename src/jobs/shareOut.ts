import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import type { Context } from "../actions/context.ts";
import type { Shares } from "../actions/jobProgress.ts";
import type { JobWork } from "../contract/jobs.ts";

/** Possible last digits of ids, which are random: this many workers can share a job. */
const digits = [..."0123456789abcdef"];
/** Milliseconds until a share held by another worker is tried again. */
const pause = 500;

/** Whether several workers can share it: work that a model does image by image. */
export const isShared = (work: JobWork): boolean =>
  work.kind === "embed" || work.kind === "maps" || (work.kind === "propose" && work.by === "model");

/**
 * Deals a job's images out among workers that share a PostgreSQL. A share is held by a connection's lock, so
 * a dead worker's share is free at once.
 *
 * @param options.untilAll waits until every share is done: for the responsible worker. Others take what is free
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
          // The lock of a broken connection is already free.
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
