/**
 * Whether so long has passed since a moment, in milliseconds. A moment that lies ahead of the clock was noted by one that
 * was set back since: nobody knows how long ago it was, so its time is over, and nothing waits until the clock is there
 * again.
 */
export const hasPassed = (since: number, period: number, now: number): boolean =>
  now < since || now - since >= period;
