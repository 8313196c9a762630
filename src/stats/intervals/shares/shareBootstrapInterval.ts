import { logGamma } from "../../distributions/logGamma.ts";
import type { Interval } from "../interval.ts";

/**
 * The bootstrap percentile interval of a share, as infinitely many resamples would give it: the number right in a
 * resample is binomial, so its percentiles need no drawing.
 *
 * @param successes how many of `trials`
 * @returns bounds that are multiples of 1 / trials; null with fewer than two trials, and where all or none succeed: every
 *   resample is the same then, which is no certainty
 * @see Efron and Tibshirani (1993), An introduction to the bootstrap, chapter 13
 */
export function shareBootstrapInterval(
  successes: number,
  trials: number,
  confidence = 0.95,
): Interval | null {
  if (trials < 2) return null;
  if (successes === 0 || successes === trials) return null;
  const tail = (1 - confidence) / 2;
  return [
    binomialQuantile(tail, trials, successes / trials) / trials,
    binomialQuantile(1 - tail, trials, successes / trials) / trials,
  ];
}

/** The smallest number of successes that is reached or undercut with this probability. */
function binomialQuantile(share: number, trials: number, p: number): number {
  // What lies further out has less probability than a double can tell from 0.
  const far = 12 * Math.sqrt(trials * p * (1 - p)) + 12;
  const first = Math.max(0, Math.floor(trials * p - far));
  let probability = Math.exp(
    logGamma(trials + 1) -
      logGamma(first + 1) -
      logGamma(trials - first + 1) +
      first * Math.log(p) +
      (trials - first) * Math.log1p(-p),
  );
  let below = 0;
  for (let count = first; count < trials; count++) {
    below += probability;
    if (below >= share) return count;
    probability *= ((trials - count) / (count + 1)) * (p / (1 - p));
  }
  return trials;
}
