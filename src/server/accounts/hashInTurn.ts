import { AsyncLocalStorage } from "node:async_hooks";
import { availableParallelism } from "node:os";
import { hashPassword, verifyPassword } from "better-auth/crypto";
import { Failure } from "../../contract/failure.ts";

/** A password's hash takes a core and 16 MB for a tenth of a second: pictures and saves need cores, too. */
const atOnce = availableParallelism() > 2 ? 2 : 1;
/** Sign-ins that wait for one another; more are told to come back. */
const mostWaiting = 10;
/** For whoever signs in where they have signed in before: no stranger's tries fill these places. */
const mostKnownWaiting = 20;
const retryAfterSeconds = 5;

const standing = new AsyncLocalStorage<"known" | "entitled">();

/** Runs something whose hashes come before those of strangers. */
export const hashFirst = <T>(run: () => Promise<T>): Promise<T> => standing.run("known", run);

/** Runs something whose hashes are never sent away: only for those whose one-time link was found to be right. */
export const hashSurely = <T>(run: () => Promise<T>): Promise<T> => standing.run("entitled", run);

/**
 * Makes a runner of at most `most` tasks at once and a short queue; those that `hashFirst` runs have a queue of their
 * own, which comes first.
 */
export function createHashQueue({ most = atOnce, waiting = mostWaiting, known = mostKnownWaiting } = {}) {
  const queues = { known: [] as (() => void)[], strangers: [] as (() => void)[] };
  let free = most;

  /** @throws Failure `too-many-requests` where the queue is full */
  return async function inTurn<T>(task: () => Promise<T>): Promise<T> {
    const who = standing.getStore();
    const queue = who ? queues.known : queues.strangers;
    if (free > 0) free--;
    else {
      if (who !== "entitled" && queue.length >= (who ? known : waiting)) {
        throw new Failure(
          "too-many-requests",
          `Many people sign in just now. Try again in ${retryAfterSeconds} seconds.`,
          { retryAfterSeconds },
        );
      }
      await new Promise<void>((start) => queue.push(start));
    }
    try {
      return await task();
    } finally {
      const next = queues.known.shift() ?? queues.strangers.shift();
      if (next) next();
      else free++;
    }
  };
}

/** The accounts library's own hashes, in turn. */
export function passwordsInTurn() {
  const inTurn = createHashQueue();
  return {
    hash: (password: string) => inTurn(() => hashPassword(password)),
    verify: (of: { hash: string; password: string }) => inTurn(() => verifyPassword(of)),
  };
}
