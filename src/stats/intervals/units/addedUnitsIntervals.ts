import { studentQuantile } from "../../distributions/studentQuantile.ts";
import type { Interval } from "../interval.ts";
import type { UnitMoments } from "./unitMoments.ts";

/** Half of 1.96²: so many units are added at either end, as in the interval of Agresti and Coull. */
const addedAtEach = 1.959963984540054 ** 2 / 2;

export interface Ends {
  /** Terms of a unit on which the statistic would be as high as it can be, and as low. */
  added: readonly [high: ArrayLike<number>, low: ArrayLike<number>];
  /** Per statistic what it can be at all; null where it has no bounds. */
  ranges: readonly (Interval | null)[];
  /**
   * Per statistic how many units tell anything of it, where that is not all of them: of a kappa those with the rarer
   * answer. Student's t has one degree of freedom less.
   */
  telling?: readonly (number | undefined)[];
}

/**
 * Intervals of statistics of the units' sums that hold with few units, too, and are never of width 0. As Agresti and
 * Coull do for a share, 1.92 units are added that agree as far as possible and 1.92 that do not; the interval is that of
 * the statistic linearised around the sums with these (the delta method), with Student's t of one degree
 * of freedom less than there are units. Of a share of many units it is Agresti and Coull's.
 * It always holds the statistic itself. The more units, the less the added ones matter.
 *
 * @param statistics from the sums of the terms, unchanged where all sums are multiplied alike; null where undefined
 * @returns per statistic its 95 % interval; null with fewer than 2 units, or where the statistic is undefined
 * @see Agresti and Coull (1998), Approximate is better than "exact" for interval estimation of binomial proportions
 */
export function addedUnitsIntervals(
  moments: UnitMoments,
  statistics: (sums: Float64Array) => readonly (number | null)[],
  { added, ranges, telling }: Ends,
): (Interval | null)[] {
  const { units, sums } = moments;
  const values = statistics(sums);
  if (units < 2) return values.map(() => null);
  const filled = moments.copy();
  for (const row of added) filled.add(row, addedAtEach);
  const centres = statistics(filled.sums);
  const gradients = differentiate(statistics, filled.sums, centres.length);
  return values.map((value, at) => {
    const centre = centres[at];
    const gradient = gradients[at];
    if (value === null || centre == null || !gradient) return null;
    const wide = studentQuantile(0.975, Math.max(1, (telling?.[at] ?? units) - 1));
    const half = wide * Math.sqrt(Math.max(0, quadratic(gradient, filled.products)));
    if (!Number.isFinite(half)) return null;
    const [min, max] = ranges[at] ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    return [
      Math.max(min, Math.min(value, centre - half)),
      Math.min(max, Math.max(value, centre + half)),
    ] as Interval;
  });
}

/** Per statistic its slope in each sum, by central differences; null where it is undefined nearby. */
function differentiate(
  statistics: (sums: Float64Array) => readonly (number | null)[],
  sums: Float64Array,
  count: number,
): (Float64Array | null)[] {
  const slopes: (Float64Array | null)[] = Array.from({ length: count }, () => new Float64Array(sums.length));
  const scale = sums.reduce((max, sum) => Math.max(max, Math.abs(sum)), 0);
  for (let term = 0; term < sums.length; term++) {
    const step = 1e-5 * Math.max(Math.abs(sums[term]!), 1e-3 * scale);
    const moved = sums.slice();
    moved[term] = sums[term]! + step;
    const above = statistics(moved);
    moved[term] = sums[term]! - step;
    const below = statistics(moved);
    for (let at = 0; at < count; at++) {
      const [high, low] = [above[at] ?? null, below[at] ?? null];
      if (high === null || low === null) slopes[at] = null;
      else if (slopes[at]) slopes[at]![term] = (high - low) / (2 * step);
    }
  }
  return slopes;
}

function quadratic(vector: Float64Array, matrix: Float64Array): number {
  const width = vector.length;
  let sum = 0;
  for (let a = 0; a < width; a++) {
    let row = 0;
    for (let b = 0; b < width; b++) row += matrix[a * width + b]! * vector[b]!;
    sum += vector[a]! * row;
  }
  return sum;
}
