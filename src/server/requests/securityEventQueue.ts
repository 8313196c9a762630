import { setTimeout as wait } from "node:timers/promises";
import type { FastifyBaseLogger } from "fastify";
import { storageFailure } from "../../db/sql/storageFailure.ts";

/** Beyond this, entries are dropped, so that an outage does not fill the memory. */
const maxWaiting = 1000;
const retryAfter = 1000;

/**
 * Writes entries of the security log one by one. While the database is away they wait in memory. Entries that
 * cannot be written go to the program's log.
 *
 * @param pause between two tries, in ms
 */
export function queueSecurityEvents(log: FastifyBaseLogger, pause = retryAfter) {
  const closing = new AbortController();
  let waiting = 0;
  let last: Promise<void> = Promise.resolve();

  async function insist(write: () => Promise<void>, about: object): Promise<void> {
    while (true) {
      const isLastTry = closing.signal.aborted;
      try {
        return await write();
      } catch (err) {
        const mayPass = storageFailure(err)?.code === "unavailable";
        if (isLastTry || !mayPass || waiting > maxWaiting) {
          log.warn({ err, ...about }, "an entry of the security log was not written");
          return;
        }
        await wait(pause, undefined, { signal: closing.signal, ref: false }).catch(() => {});
      }
    }
  }

  return {
    /**
     * @param write may be called again after it failed: it must not write twice
     * @param about what the program's log says about an entry that could not be written
     */
    add(write: () => Promise<void>, about: object): Promise<void> {
      waiting++;
      last = last.then(() => insist(write, about)).finally(() => waiting--);
      return last;
    },
    /** Tries everything that waits once more. */
    async close(): Promise<void> {
      closing.abort();
      await last;
    },
  };
}
