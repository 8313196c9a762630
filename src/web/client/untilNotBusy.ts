import { CallFailure } from "./call.ts";

/** Random milliseconds added to each wait, so that clients turned away together do not come back together. */
const spread = 2_000;

/** Milliseconds to wait if the server is merely too busy to check a password, and nothing is wrong with the request. */
const waitOf = (error: unknown): number | undefined => {
  if (!(error instanceof CallFailure) || error.status !== 429) return undefined;
  const { isBusy } = (error.details ?? {}) as { isBusy?: boolean };
  return isBusy ? error.retryAfterMs : undefined;
};

/**
 * Asks, and keeps asking for as long as the server is too busy.
 *
 * @param onWait called before each wait with its length, in milliseconds
 * @param chance a random number from 0 to 1
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
