import { Failure } from "../../contract/failure.ts";

/** Saves that may come at once: a page that is connected again sends what it kept, image by image. */
const max = 100;
/** More than anybody types, image after image. */
const perSecond = 10;
/** People remembered at most; who has been quiet is forgotten first. */
const maxPeople = 10_000;

interface Allowance {
  left: number;
  at: number;
}

/**
 * Bounds how fast one person saves, so that a page or a program gone wild makes nobody else wait. What is refused was not
 * stored, and is stored as well a little later. A person's allowance fills up steadily; the limits of libraries by
 * periods would refuse what a page kept offline and sends at once.
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
