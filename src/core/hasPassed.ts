/**
 * Whether this many milliseconds have passed since a moment. A moment ahead of the clock was noted before the clock was
 * set back: how long ago it was is unknown, so its time counts as over, and nothing waits for the clock to catch up.
 */
export const hasPassed = (since: number, period: number, now: number): boolean =>
  now < since || now - since >= period;
