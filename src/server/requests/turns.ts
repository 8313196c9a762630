import type { ServerResponse } from "node:http";
import { Failure } from "../../contract/failure.ts";

/** Requests of one person that are answered at once: as many as a page that opens has use for. */
const usualAtOnce = 4;
/** More that may wait for those: no page has so many under way. */
const usualWaiting = 100;

interface Turns {
  /** Being answered. */
  active: number;
  waiting: (() => void)[];
}

/**
 * Has each person's requests answered a few at once, the others in their turn, so that whoever asks without end waits for
 * themselves and keeps nobody else from being answered.
 *
 * @returns takes a turn, which ends with the response, however that ends; @throws Failure `too-many-requests`, or
 *   `unavailable` where whoever asked has gone meanwhile
 */
export function createTurns({ atOnce = usualAtOnce, maxWaiting = usualWaiting } = {}) {
  const people = new Map<string, Turns>();

  function end(person: string, own: Turns): void {
    const next = own.waiting.shift();
    // The turn goes on to whoever waited longest.
    if (next) next();
    else {
      own.active--;
      if (own.active === 0) people.delete(person);
    }
  }

  return async function takeTurn(person: string, response: ServerResponse): Promise<void> {
    const own = people.get(person) ?? { active: 0, waiting: [] };
    people.set(person, own);
    if (own.active < atOnce) own.active++;
    else {
      if (own.waiting.length >= maxWaiting) {
        throw new Failure(
          "too-many-requests",
          "Too many of your requests are under way: wait a second, then try again.",
          { retryAfterSeconds: 1 },
        );
      }
      await new Promise<void>((resolve) => {
        own.waiting.push(resolve);
      });
    }
    if (response.destroyed) {
      end(person, own);
      throw new Failure("unavailable", "Whoever asked has gone.");
    }
    response.once("close", () => end(person, own));
  };
}
