import { AsyncLocalStorage } from "node:async_hooks";
import { availableParallelism } from "node:os";
import { hashPassword, verifyPassword } from "better-auth/crypto";
import { Failure } from "../../contract/failure.ts";
import { createFairQueue } from "./fairQueue.ts";

/** Hashing a password takes a core and 16 MB for a tenth of a second, and pictures and saves need cores too. */
const atOnce = availableParallelism() > 2 ? 2 : 1;
/**
 * Queue of sign-ins. A class that starts together comes from one address and must fit its share;
 * others are told to retry, which their pages do on their own.
 */
const forStrangers = { room: 200, share: 40 };
/** For people signing in where they have before: neither strangers nor a single device can fill these places. */
const forKnown = { room: 200, share: 10 };
const retryAfterSeconds = 5;

interface Standing {
  who: "known" | "entitled" | "stranger";
  /** The address, device or person that a share belongs to. */
  key: string;
}
const standing = new AsyncLocalStorage<Standing>();

/** Runs something whose hashes take precedence over those of strangers. */
export const hashFirst = <T>(key: string, run: () => Promise<T>): Promise<T> =>
  standing.run({ who: "known", key }, run);

/** Runs something whose hashes are never refused: only for holders of a valid one-time link. */
export const hashSurely = <T>(run: () => Promise<T>): Promise<T> =>
  standing.run({ who: "entitled", key: "" }, run);

/** Runs something whose hashes queue with others from the same address, unless precedence was already given. */
export const hashFrom = <T>(address: string, run: () => Promise<T>): Promise<T> =>
  standing.getStore() ? run() : standing.run({ who: "stranger", key: address }, run);

const sentAway = () =>
  new Failure(
    "too-many-requests",
    `Many people sign in just now. Try again in ${retryAfterSeconds} seconds.`,
    { retryAfterSeconds, isBusy: true },
  );

/**
 * Creates a runner of at most `max` concurrent tasks with a queue shared fairly among addresses; tasks that
 * `hashFirst` runs have their own queue, which comes first.
 */
export function createHashQueue({ max = atOnce, strangers = forStrangers, known = forKnown } = {}) {
  const entitled: (() => void)[] = [];
  const queues = { known: createFairQueue(known), stranger: createFairQueue(strangers) };
  let free = max;

  const wait = ({ who, key }: Standing) =>
    new Promise<void>((start, leave) => {
      const sendAway = () => leave(sentAway());
      if (who === "entitled") entitled.push(start);
      else if (!queues[who].add(key, { start, sendAway })) sendAway();
    });

  /** @throws Failure `too-many-requests` if there is no room to wait */
  return async function inTurn<T>(task: () => Promise<T>): Promise<T> {
    if (free > 0) free--;
    else await wait(standing.getStore() ?? { who: "stranger", key: "" });
    try {
      return await task();
    } finally {
      const next = entitled.shift() ?? queues.known.take()?.start ?? queues.stranger.take()?.start;
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
    verify: (attempt: { hash: string; password: string }) => inTurn(() => verifyPassword(attempt)),
  };
}
