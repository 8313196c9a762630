import { studentQuantile } from "../../distributions/studentQuantile.ts";
import type { Interval } from "../interval.ts";
import { shareInterval } from "../shares/shareInterval.ts";

/** Sums over units (images) of a numerator a and a denominator b; a lies between 0 and b. */
export interface RatioSums {
  units: number;
  a: number;
  b: number;
  aa: number;
  ab: number;
  bb: number;
}

/** Those sums, of the numerator and the denominator of each unit; units whose denominator is 0 do not count. */
export function sumRatio(units: Iterable<readonly [a: number, b: number]>): RatioSums {
  const sums = { units: 0, a: 0, b: 0, aa: 0, ab: 0, bb: 0 };
  for (const [a, b] of units) {
    if (!(b > 0)) continue;
    sums.units++;
    sums.a += a;
    sums.b += b;
    sums.aa += a * a;
    sums.ab += a * b;
    sums.bb += b * b;
  }
  return sums;
}

/** Those sums of a mean over units, of a value from 0 to 1 each: its sum, and the sum of its squares. */
export const sumsOfMean = (units: number, sum: number, squares: number): RatioSums => ({
  units,
  a: sum,
  b: units,
  aa: squares,
  ab: sum,
  bb: units,
});

const z95 = 1.959963984540054;

/**
 * The 95 % interval of a ratio of sums that lies between 0 and 1: the share of labels found, say, where the labels of one
 * image are not independent. It is the interval of a share of as many trials as would vary as much (Korn and Graubard),
 * at most `trials`; where nothing varies, of as many as there are units. Never of zero width. Where every unit is one
 * trial it is `shareInterval`.
 *
 * @param trials what the ratio is made of in all, such as labels; the sum of b by default
 * @returns null where b sums to 0
 * @see Korn and Graubard (1998), Confidence intervals for proportions with small expected number of positive counts
 */
export function ratioInterval({ units, a, b, aa, ab, bb }: RatioSums, trials = b): Interval | null {
  if (!(b > 0)) return null;
  if (aa === a && bb === b) return shareInterval(a, b);
  const ratio = Math.min(1, a / b);
  const squares = aa - 2 * ratio * ab + ratio ** 2 * bb;
  const variance = units > 1 ? (squares * units) / (units - 1) / b ** 2 : 0;
  const spread = ratio * (1 - ratio);
  // What rounding leaves of a sum of squares that is 0 tells nothing.
  if (!(spread > 1e-12) || units < 2) return shareInterval(Math.round(ratio) * units, units);
  const freedom = (z95 / studentQuantile(0.975, units - 1)) ** 2;
  const effective = Math.min(trials, variance > 0 ? (spread / variance) * freedom : trials);
  return shareInterval(ratio * effective, effective);
}
