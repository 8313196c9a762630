import { betaQuantile } from "../../distributions/betaQuantile.ts";
import type { Interval } from "../interval.ts";
import { wilsonInterval } from "./wilsonInterval.ts";

/**
 * The Clopper-Pearson ("exact") interval of a share: it never covers less than promised, and is wider than needed.
 *
 * @param successes how many of `trials`
 * @param confidence 0.95 by default
 * @returns lower and upper bound, between 0 and 1; null where there are no trials
 * @see Clopper and Pearson (1934), The use of confidence or fiducial limits
 */
export function clopperPearsonInterval(
  successes: number,
  trials: number,
  confidence = 0.95,
): Interval | null {
  const near = wilsonInterval(successes, trials);
  if (near === null) return null;
  const tail = (1 - confidence) / 2;
  return [
    successes === 0 ? 0 : betaQuantile(tail, successes, trials - successes + 1, near[0]),
    successes === trials ? 1 : betaQuantile(1 - tail, successes + 1, trials - successes, near[1]),
  ];
}
