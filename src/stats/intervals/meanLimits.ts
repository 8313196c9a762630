import { studentQuantile } from "../distributions/studentQuantile.ts";
import type { BetweenVariance, PeriodSums } from "./betweenVariance.ts";
import type { Interval } from "./interval.ts";

export interface MeanLimits {
  /** Of the periods that are judged, each weighed by how sure its mean is. */
  mean: number;
  limits: Interval;
}

/**
 * Between which means the next period lies if nothing has changed: the limits of a control chart of means. They hold
 * chance among a period's values, what earlier periods leave open of the level, and how much the level itself varies
 * between periods.
 *
 * @param next the periods that are judged, by their mean
 * @param earlier periods in which nothing had changed; at least one
 * @param between how much the level varies between periods
 * @param prior values that are added to those of the earlier periods, so that few that are all alike make no limits of no
 * width: how many, and their variance
 * @param tail at most this probability lies below the lower limit, and as much above the upper one; 0 to .5
 * @see Wheeler (1995), Advanced topics in statistical process control (limits from variance components); Satterthwaite
 * (1946), An approximate distribution of estimates of variance components, for the degrees of freedom
 */
export function meanLimits(
  next: readonly PeriodSums[],
  earlier: readonly PeriodSums[],
  {
    between,
    prior,
    tail,
  }: { between: BetweenVariance; prior: { count: number; variance: number }; tail: number },
): MeanLimits {
  const squares = earlier.reduce((sum, one) => sum + one.squares, prior.count * prior.variance);
  const degrees = earlier.reduce((sum, one) => sum + one.count - 1, prior.count);
  const within = squares / degrees;
  const now = weigh(next, between.variance, within);
  const before = weigh(earlier, between.variance, within);
  const all = now.variance + before.variance;
  // What is left of the variance without chance among values is variation between periods.
  const chance = Math.min(all, within * (1 / now.count + 1 / before.count));
  const freedom = all ** 2 / ((all - chance) ** 2 / between.degrees + chance ** 2 / degrees);
  const half = studentQuantile(1 - tail, freedom) * Math.sqrt(all);
  return { mean: now.mean, limits: [before.mean - half, before.mean + half] };
}

function weigh(periods: readonly PeriodSums[], between: number, within: number) {
  let [weights, sum, count] = [0, 0, 0];
  for (const one of periods) {
    const weight = 1 / (between + within / one.count);
    weights += weight;
    sum += weight * one.mean;
    count += one.count;
  }
  return { mean: sum / weights, variance: 1 / weights, count };
}
