import { Failure } from "../../contract/failure.ts";

interface Tries {
  count: number;
  since: number;
}

/** Keys remembered at most; of those with the fewest tries, the oldest are forgotten first. */
const mostKeys = 10_000;

/**
 * Bounds guessing: under one key, `most` failed tries in `periodMs`, then none until the period is over, right or
 * wrong. A try counts from its beginning, so that a thousand at once are no way around.
 */
export function createTryLimit({ most, periodMs }: { most: number; periodMs: number }) {
  const tries = new Map<string, Tries>();

  function begin(key: string): Tries {
    const now = Date.now();
    const known = tries.get(key);
    if (known && now - known.since < periodMs) {
      if (known.count >= most) {
        const seconds = Math.ceil((known.since + periodMs - now) / 1000);
        throw new Failure("too-many-requests", `Too many failed tries. Try again in ${seconds} seconds.`, {
          retryAfterSeconds: seconds,
        });
      }
      known.count += 1;
      return known;
    }
    tries.delete(key);
    const begun = { count: 1, since: now };
    tries.set(key, begun);
    if (tries.size > mostKeys) tries.delete(leastTried());
    return begun;
  }

  /** Tries at many names must not make those at one forgotten. */
  function leastTried(): string {
    let [least, count] = ["", Number.POSITIVE_INFINITY];
    for (const [key, known] of tries) if (known.count < count) [least, count] = [key, known.count];
    return least;
  }

  /** Runs a try, which fails with a `Failure`; other errors are not the guesser's. @throws Failure `too-many-requests` */
  return async function attempt<T>(key: string, run: () => Promise<T>): Promise<T> {
    const begun = begin(key);
    let hasFailed = false;
    try {
      return await run();
    } catch (error) {
      // Who is sent away has guessed nothing.
      hasFailed = error instanceof Failure && error.code !== "too-many-requests";
      throw error;
    } finally {
      if (!hasFailed) begun.count -= 1;
    }
  };
}
