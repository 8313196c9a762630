import type { Interval } from "../../stats/intervals/interval.ts";
import { skewedMeanInterval } from "../../stats/intervals/skewedMeanInterval.ts";
import type { EvaluatedMean } from "./evaluatedNumbers.ts";
import { oneImage } from "./scores/countF1.ts";

const allSame = "all images have the same value, which does not tell how it varies";

/**
 * The mean of a value of each image, with an interval within the bounds of the values; without one where they are all the
 * same.
 *
 * @param whyNone why there is no mean where there is no image
 */
export function skewedMean(values: readonly number[], [min, max]: Interval, whyNone: string): EvaluatedMean {
  const n = values.length;
  if (n === 0) return { value: null, interval: null, n, reason: whyNone };
  const value = values.reduce((sum, one) => sum + one, 0) / n;
  const interval = skewedMeanInterval(values);
  if (interval === null) return { value, interval, n, intervalMissing: n === 1 ? oneImage : allSame };
  return { value, interval: [Math.max(min, interval[0]), Math.min(max, interval[1])], n };
}
