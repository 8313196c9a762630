import type { Interval } from "./interval.ts";

/** The normal distribution's 97.5 % point. */
const z95 = 1.959963984540054;

/** A slope with its 95 % interval; null where x does not vary within any group, or no freedom is left. */
type GroupSlope = { slope: number; interval: Interval } | null;

/** The same for a single y. */
export const withinGroupSlope = (
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  group: ArrayLike<number>,
): GroupSlope => slopeWithin(x, group)(y);

/**
 * The slope of y on x within groups: every group has a level of its own (fixed effects), so that groups which differ in
 * both x and y do not make a slope. Its interval takes errors of unequal variance into account (HC1).
 *
 * @param x [points]
 * @param group [points], whole numbers; all equal for the plain slope
 * @returns the slope of any y [points]: what depends on x and groups alone is worked out once
 * @see Angrist and Pischke (2009), Mostly harmless econometrics, section 5.1 and chapter 8
 */
export function slopeWithin(
  x: ArrayLike<number>,
  group: ArrayLike<number>,
): (y: ArrayLike<number>) => GroupSlope {
  const n = x.length;
  const positions = new Map<number, number>();
  const memberOf = new Int32Array(n);
  for (let at = 0; at < n; at++) {
    let position = positions.get(group[at]!);
    if (position === undefined) {
      position = positions.size;
      positions.set(group[at]!, position);
    }
    memberOf[at] = position;
  }
  const sizes = new Float64Array(positions.size);
  for (let at = 0; at < n; at++) sizes[memberOf[at]!]!++;
  /** Group means. */
  const meansOf = (values: ArrayLike<number>) => {
    const means = new Float64Array(sizes.length);
    for (let at = 0; at < n; at++) means[memberOf[at]!]! += values[at]!;
    for (let one = 0; one < means.length; one++) means[one]! /= sizes[one]!;
    return means;
  };
  const meansX = meansOf(x);
  const dx = new Float64Array(n);
  let sxx = 0;
  for (let at = 0; at < n; at++) {
    dx[at] = x[at]! - meansX[memberOf[at]!]!;
    sxx += dx[at]! ** 2;
  }
  const parameters = sizes.length + 1;
  return (y) => {
    if (n <= parameters || sxx < 1e-12) return null;
    const means = meansOf(y);
    let sxy = 0;
    for (let at = 0; at < n; at++) sxy += dx[at]! * (y[at]! - means[memberOf[at]!]!);
    const slope = sxy / sxx;
    let meat = 0;
    for (let at = 0; at < n; at++) {
      const error = y[at]! - means[memberOf[at]!]! - slope * dx[at]!;
      meat += (dx[at]! * error) ** 2;
    }
    const halfWidth = (z95 * Math.sqrt((meat * n) / (n - parameters))) / sxx;
    return { slope, interval: [slope - halfWidth, slope + halfWidth] };
  };
}
