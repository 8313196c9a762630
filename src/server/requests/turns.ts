import { AsyncLocalStorage } from "node:async_hooks";
import type { ServerResponse } from "node:http";
import { Failure } from "../../contract/failure.ts";

/** Requests of one person answered concurrently: as many as an opening page can use. */
const usualAtOnce = 4;
/** Further requests that may wait for those or for counts: no page has this many under way. */
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
 * Waits for another process's result, such as counts over many images. The waiting request holds no turn
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
 * Answers each person's requests a few at a time, the others in turn, so that whoever asks without end waits for
 * themselves and keeps nobody else from being answered.
 *
 * @returns a function that takes a turn, which ends with the response, however that ends, and runs the answer in it;
 *   @throws Failure `too-many-requests`, or `unavailable` if the client has gone meanwhile
 */
export function createTurns({ atOnce = usualAtOnce, maxWaiting = usualWaiting } = {}) {
  const people = new Map<string, Turns>();

  function end(person: string, own: Turns): void {
    const next = own.waiting.shift();
    // The turn passes to the request that waited longest.
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
