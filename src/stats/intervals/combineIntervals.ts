import type { Interval } from "./interval.ts";

const z95 = 1.959963984540054;

/** An estimate with its interval, and how often it counts in a sum; below 0 where it is taken away. */
export interface WeightedEstimate {
  weight: number;
  value: number;
  interval: Interval;
}

/**
 * The interval of a weighted sum of independent estimates, from theirs: each bound is as far from the sum as the bounds
 * that it is made of are in the root of the sum of squares (MOVER). Of shares it is Newcombe's hybrid score interval.
 *
 * @param variance of what else the sum varies by, such as estimated weights
 * @see Zou and Donner (2008), Construction of confidence limits about effect measures: a general approach
 */
export function combineIntervals(estimates: readonly WeightedEstimate[], variance = 0): Interval {
  const [only] = estimates;
  if (only && estimates.length === 1 && only.weight === 1 && variance === 0) return only.interval;
  const more = z95 ** 2 * variance;
  let [sum, below, above] = [0, more, more];
  for (const { weight, value, interval } of estimates) {
    const [low, high] = weight < 0 ? [interval[1], interval[0]] : interval;
    sum += weight * value;
    below += (weight * (value - low)) ** 2;
    above += (weight * (high - value)) ** 2;
  }
  return [sum - Math.sqrt(below), sum + Math.sqrt(above)];
}
