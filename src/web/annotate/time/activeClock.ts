/** Adds up the working time on an image: a pause counts for at most `idleAfterMs`. */
export interface ActiveClock {
  /** The person did something. */
  touch(): void;
  /** The image is left, or the page hidden: the clock stops until the next touch. */
  pause(): void;
  activeMs(): number;
}

export const idleAfterMs = 30_000;

export function createActiveClock(earlierMs = 0, now: () => number = () => performance.now()): ActiveClock {
  let total = earlierMs;
  let last: number | null = null;
  const sinceLast = () => (last === null ? 0 : Math.min(now() - last, idleAfterMs));
  return {
    touch() {
      total += sinceLast();
      last = now();
    },
    pause() {
      total += sinceLast();
      last = null;
    },
    activeMs: () => total + sinceLast(),
  };
}
