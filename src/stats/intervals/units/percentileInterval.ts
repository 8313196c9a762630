import type { Interval } from "../interval.ts";
import { quantile } from "../quantile.ts";

/** If more replicates than this have no value, those of the others would give a wrong interval. */
const maxUndefined = 0.05;

/**
 * The bootstrap percentile interval: what the middle of the replicates spans.
 *
 * @param values of the replicates in which the statistic is defined
 * @param replicates how many were made
 * @returns null without replicates, or where the statistic is undefined in more than 5 % of them
 * @see Efron and Tibshirani (1993), An introduction to the bootstrap, chapter 13
 */
export function percentileInterval(
  values: ArrayLike<number>,
  replicates: number,
  confidence = 0.95,
): Interval | null {
  if (replicates === 0 || values.length < replicates * (1 - maxUndefined)) return null;
  const sorted = Float64Array.from(values).sort();
  const tail = (1 - confidence) / 2;
  return [quantile(sorted, tail)!, quantile(sorted, 1 - tail)!];
}
