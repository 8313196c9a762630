import { Failure } from "../../contract/failure.ts";

/** Saves allowed in a burst: a page that reconnects sends what it kept, image by image. */
const max = 100;
/** Faster than anybody can type, image after image. */
const perSecond = 10;
/** Maximum number of people remembered; the longest quiet are forgotten first. */
const maxPeople = 10_000;

interface Allowance {
  left: number;
  at: number;
}

/**
 * Limits how fast one person saves, so that a runaway page or program makes nobody else wait. What is refused is not
 * stored, and can be stored a little later. A person's allowance refills steadily; libraries' fixed
 * windows would refuse what a page kept offline and sends at once.
 *
 * @param now milliseconds of a clock that never goes back
 */
export function createSaveLimit(now: () => number = () => performance.now()) {
  const people = new Map<string, Allowance>();

  /** Counts a save. @throws Failure `too-many-requests`, with when to try again */
  return function countSave(person: string): void {
    const at = now();
    const before = people.get(person) ?? { left: max, at };
    const left = Math.min(max, before.left + ((at - before.at) / 1000) * perSecond);
    people.delete(person);
    people.set(person, { left: left < 1 ? left : left - 1, at });
    for (const quiet of people.keys()) {
      if (people.size <= maxPeople) break;
      people.delete(quiet);
    }
    if (left >= 1) return;
    throw new Failure("too-many-requests", "Your saves come faster than anybody types: wait a second.", {
      retryAfterSeconds: 1,
    });
  };
}
