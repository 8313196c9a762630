import type { Context } from "../actions/context.ts";
import { findJob } from "../db/jobs.ts";

/** Milliseconds between two looks. */
const every = 500;

/** Watches for a request to cancel a job, wherever it runs. */
export function watchCancel({ db }: Pick<Context, "db">, job: string) {
  const cancelled = new AbortController();
  let isLooking = false;
  const timer = setInterval(async () => {
    if (isLooking) return;
    isLooking = true;
    // A database that does not answer now is queried again later.
    const found = await findJob(db, job).catch(() => undefined);
    isLooking = false;
    if (found?.cancelAsked === 1) cancelled.abort();
  }, every);
  return { signal: cancelled.signal, stop: () => clearInterval(timer) };
}
