import { AsyncLocalStorage } from "node:async_hooks";
import type { ServerResponse } from "node:http";
import { Failure } from "../../contract/failure.ts";

/** Requests of one person that are answered at once: as many as a page that opens has use for. */
const usualAtOnce = 4;
/** More that may wait, for those or for what is counted elsewhere: no page has so many under way. */
const usualWaiting = 100;

interface Turns {
  /** Being answered. */
  active: number;
  waiting: (() => void)[];
  /** Waiting for what another process makes. */
  aside: number;
}

/** A request that is being answered. */
interface Turn {
  setAside(): void;
  takeAgain(): Promise<void>;
}

const current = new AsyncLocalStorage<Turn>();

/**
 * Waits for what another process makes, such as counts over many images. The request that waits holds no turn
 * meanwhile, so that nobody's own page keeps them from working.
 */
export async function withoutTurn<T>(wait: () => Promise<T>): Promise<T> {
  const turn = current.getStore();
  if (!turn) return wait();
  turn.setAside();
  try {
    return await wait();
  } finally {
    await turn.takeAgain();
  }
}

/**
 * Has each person's requests answered a few at once, the others in their turn, so that whoever asks without end waits for
 * themselves and keeps nobody else from being answered.
 *
 * @returns takes a turn, which ends with the response, however that ends, and gives the way to answer in it; @throws
 *   Failure `too-many-requests`, or `unavailable` where whoever asked has gone meanwhile
 */
export function createTurns({ atOnce = usualAtOnce, maxWaiting = usualWaiting } = {}) {
  const people = new Map<string, Turns>();

  function end(person: string, own: Turns): void {
    const next = own.waiting.shift();
    // The turn goes on to whoever waited longest.
    if (next) next();
    else own.active--;
    if (own.active + own.aside === 0) people.delete(person);
  }

  async function begin(own: Turns): Promise<void> {
    if (own.active < atOnce) own.active++;
    else {
      await new Promise<void>((resolve) => {
        own.waiting.push(resolve);
      });
    }
  }

  return async function takeTurn(
    person: string,
    response: ServerResponse,
  ): Promise<<T>(answer: () => Promise<T>) => Promise<T>> {
    const own = people.get(person) ?? { active: 0, waiting: [], aside: 0 };
    people.set(person, own);
    if (own.waiting.length + own.aside >= maxWaiting) {
      throw new Failure(
        "too-many-requests",
        "Too many of your requests are under way: wait a second, then try again.",
        { retryAfterSeconds: 1 },
      );
    }
    await begin(own);
    if (response.destroyed) {
      end(person, own);
      throw new Failure("unavailable", "Whoever asked has gone.");
    }
    let isHeld = true;
    // A request may wait for several things at once.
    let waits = 0;
    const giveBack = () => {
      if (!isHeld) return;
      isHeld = false;
      end(person, own);
    };
    const turn: Turn = {
      setAside() {
        waits++;
        if (isHeld) own.aside++;
        giveBack();
      },
      async takeAgain() {
        waits--;
        if (waits > 0) return;
        await begin(own);
        if (isHeld || waits > 0) return end(person, own);
        own.aside--;
        isHeld = true;
        if (response.destroyed) giveBack();
      },
    };
    response.once("close", giveBack);
    return (answer) => current.run(turn, answer);
  };
}
