import { incompleteBeta } from "../../distributions/incompleteBeta.ts";
import { logGamma } from "../../distributions/logGamma.ts";

const precision = 1e-13;

/**
 * The lower mid-p bound of a share: the share at which more successes than were seen, and half the probability of as many,
 * have this probability. Newton's method inside a bracket that halves where a step leaves it, so that it always ends.
 *
 * @param tail between 0 and .5
 * @param successes greater than 0, at most `trials`; need not be whole
 * @param guess where to start
 * @returns from 0 to 1
 * @see Berry and Armitage (1995), Mid-P confidence intervals: a brief review
 */
export function midPBound(tail: number, successes: number, trials: number, guess: number): number {
  const failures = trials - successes;
  const ways = logGamma(trials + 1) - logGamma(successes + 1) - logGamma(failures + 1);
  let [low, high] = [0, 1];
  let share = Math.min(Math.max(guess, 1e-9), 1 - 1e-9);
  for (let round = 0; round < 200; round++) {
    const asMany = Math.exp(ways + successes * Math.log(share) + failures * Math.log1p(-share));
    const excess = incompleteBeta(share, successes, failures + 1) - asMany / 2 - tail;
    if (excess > 0) high = share;
    else low = share;
    const next = share - excess / ((asMany / 2) * (successes / share + failures / (1 - share)));
    const to = next > low && next < high ? next : (low + high) / 2;
    if (Math.abs(to - share) <= precision) return to;
    share = to;
  }
  return share;
}
