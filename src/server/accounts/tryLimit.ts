import { Failure } from "../../contract/failure.ts";
import { hasPassed } from "../../core/hasPassed.ts";

interface Tries {
  /** Tries that failed or are under way. */
  count: number;
  failed: number;
  since: number;
}

/** Stores failed tries across restarts and servers. */
export interface TryStore {
  find(key: string): Promise<Pick<Tries, "failed" | "since"> | undefined>;
  add(key: string, since: number): Promise<void>;
}

/** Maximum number of keys remembered; of those with the fewest tries, the oldest are forgotten first. */
const maxKeys = 10_000;

/**
 * Limits guessing: under one key, `max` failed tries per `periodMs`, then none until the period is over, right or
 * wrong. A try counts from its start, so that a thousand at once do not get around it; with a store, neither a restart
 * nor another server does. Rate-limiting libraries count requests; here only failures count, a right answer is
 * accepted at once, and other people's tries lock nobody out.
 */
export function createTryLimit({
  max,
  periodMs,
  store,
}: {
  max: number;
  periodMs: number;
  store?: TryStore;
}) {
  const tries = new Map<string, Tries>();

  function begin(key: string): Tries {
    const now = Date.now();
    const known = tries.get(key);
    if (known && !hasPassed(known.since, periodMs, now)) {
      if (known.count >= max) {
        const seconds = Math.ceil((known.since + periodMs - now) / 1000);
        throw new Failure("too-many-requests", `Too many failed tries. Try again in ${seconds} seconds.`, {
          retryAfterSeconds: seconds,
        });
      }
      known.count += 1;
      return known;
    }
    tries.delete(key);
    const begun = { count: 1, failed: 0, since: now };
    tries.set(key, begun);
    if (tries.size > maxKeys) tries.delete(findFewestTries());
    return begun;
  }

  async function recall(key: string): Promise<void> {
    const stored = await store?.find(key);
    if (!stored) return;
    const known = tries.get(key);
    if (known && !hasPassed(known.since, periodMs, Date.now())) {
      const elsewhere = Math.max(0, stored.failed - known.failed);
      known.failed += elsewhere;
      known.count += elsewhere;
      known.since = stored.since;
    } else tries.set(key, { ...stored, count: stored.failed });
  }

  /** Trying many names must not make the tries at one forgotten. */
  function findFewestTries(): string {
    let [min, count] = ["", Number.POSITIVE_INFINITY];
    for (const [key, known] of tries) if (known.count < count) [min, count] = [key, known.count];
    return min;
  }

  /**
   * Runs a try, which fails with a `Failure`; other errors are not the guesser's. @throws Failure `too-many-requests`
   */
  return async function attempt<T>(key: string, run: () => Promise<T>): Promise<T> {
    await recall(key);
    const begun = begin(key);
    let hasFailed = false;
    try {
      return await run();
    } catch (error) {
      // A refused try has guessed nothing.
      hasFailed = error instanceof Failure && error.code !== "too-many-requests";
      if (hasFailed) {
        begun.failed += 1;
        await store?.add(key, begun.since);
      }
      throw error;
    } finally {
      if (!hasFailed) begun.count -= 1;
    }
  };
}
