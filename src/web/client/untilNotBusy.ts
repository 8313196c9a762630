import { CallFailure } from "./call.ts";

/** Milliseconds of chance in each wait, so that those who were sent away together do not come back together. */
const spread = 2_000;

/** Whether the server only has no room to check a password just now: there is nothing wrong with what was asked. */
const waitOf = (error: unknown): number | undefined => {
  if (!(error instanceof CallFailure) || error.status !== 429) return undefined;
  const { isBusy } = (error.details ?? {}) as { isBusy?: boolean };
  return isBusy ? error.retryAfterMs : undefined;
};

/**
 * Asks, and asks again by itself for as long as the server is too busy.
 *
 * @param onWait is called before each wait with its length, in milliseconds
 * @param chance from 0 to 1
 */
export async function untilNotBusy<T>(
  ask: () => Promise<T>,
  {
    onWait,
    signal,
    chance = Math.random,
  }: { onWait(ms: number): void; signal: AbortSignal; chance?: () => number },
): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      const ms = waitOf(error);
      if (ms === undefined) throw error;
      const wait = ms + chance() * spread;
      onWait(wait);
      await new Promise((resume) => setTimeout(resume, wait));
      if (signal.aborted) throw error;
    }
  }
}
