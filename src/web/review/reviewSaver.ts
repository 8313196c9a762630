import { CallFailure } from "../client/call.ts";
import { outageOf } from "../saving/outage.ts";
import type { SavingStatus } from "../saving/saving.ts";

/** Between two attempts to reach a server that does not answer. */
const pauseMs = 3000;

/**
 * Sends saves one after the other, and each until it is answered: the same request again, which the server knows by its
 * operation. What the server refuses is the caller's.
 */
export function createReviewSaver(onStatus: (status: SavingStatus) => void) {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  const timers = new Map<ReturnType<typeof setTimeout>, () => void>();
  const tell = (kind: SavingStatus["kind"], told?: string) => onStatus({ kind, waiting, told, kept: true });

  async function sendUntilAnswered<Reply>(send: () => Promise<Reply>): Promise<Reply> {
    while (true) {
      tell("saving");
      try {
        return await send();
      } catch (failure) {
        if (!(failure instanceof CallFailure)) throw failure;
        const { status, message, retryAfterMs = 0 } = failure;
        const outage = outageOf(status);
        if (!outage) throw failure;
        tell(outage, status > 0 ? message : undefined);
        await pause(Math.max(pauseMs, retryAfterMs));
      }
    }
  }

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        resolve();
      }, ms);
      timers.set(timer, resolve);
    });

  return {
    /** What `send` makes is made when its turn has come. */
    save<Reply>(send: () => Promise<Reply>): Promise<Reply> {
      waiting++;
      const mine = last
        .catch(() => {})
        .then(() => sendUntilAnswered(send))
        .finally(() => {
          waiting--;
          if (waiting === 0) tell("saved");
        });
      last = mine.catch(() => {});
      return mine;
    },
    /** Tries again at once. */
    retry() {
      for (const [timer, resolve] of timers) {
        clearTimeout(timer);
        resolve();
      }
      timers.clear();
    },
  };
}
