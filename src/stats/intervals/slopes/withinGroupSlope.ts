import { studentQuantile } from "../../distributions/studentQuantile.ts";
import type { Interval } from "../interval.ts";

/** A slope; null where x does not vary within any group, or no freedom is left. */
type GroupSlope = {
  slope: number;
  /** 95 %. */
  interval: Interval;
  /** Robust to unequal variance (HC3), without what makes the interval hold with few points. */
  standardError: number;
} | null;

/** A point that the line follows wherever it goes: what is left of it tells nothing. */
const maxLeverage = 0.9;
/** The maximum variance of right or wrong. */
const maxVariance = 0.25;

/** The same for a single y. */
export const withinGroupSlope = (
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  group: ArrayLike<number>,
): GroupSlope => slopeWithin(x, group)(y);

/**
 * The slope of y on x within groups: every group has a level of its own (fixed effects), so that groups which differ in
 * both x and y do not make a slope.
 *
 * Its interval takes errors of unequal variance into account (HC3) and holds with few points, too: a point of leverage .9
 * or more varies by 1/4, the most that right or wrong can; the variance is at least what it is if all points vary alike,
 * two more being right and two wrong (Agresti and Coull), so that it is not 0 where all are right; and
 * Student's t has as many degrees of freedom as points that differ in x, Sxx² / sum of dx⁴, less one. Never of zero width.
 *
 * @param x [points]
 * @param group [points], whole numbers; all equal for the plain slope
 * @returns the slope of any y [points], 0 or 1: what depends on x and groups alone is worked out once
 * @see Angrist and Pischke (2009), Mostly harmless econometrics, section 5.1 and chapter 8;
 *   MacKinnon and White (1985), Some heteroskedasticity-consistent covariance matrix estimators
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
  const leverage = new Float64Array(n);
  let fourth = 0;
  for (let at = 0; at < n; at++) {
    leverage[at] = 1 / sizes[memberOf[at]!]! + dx[at]! ** 2 / sxx;
    fourth += dx[at]! ** 4;
  }
  const freedom = Math.max(1, Math.min(n - parameters, sxx ** 2 / fourth - 1));
  const wide = n > parameters ? studentQuantile(0.975, freedom) : Number.NaN;
  return (y) => {
    if (n <= parameters || sxx < 1e-12) return null;
    const means = meansOf(y);
    let sxy = 0;
    let sum = 0;
    for (let at = 0; at < n; at++) {
      sum += y[at]!;
      sxy += dx[at]! * (y[at]! - means[memberOf[at]!]!);
    }
    const slope = sxy / sxx;
    let [meat, few] = [0, 0];
    for (let at = 0; at < n; at++) {
      const square = dx[at]! ** 2;
      if (square === 0) continue;
      const left = 1 - leverage[at]!;
      const error = (y[at]! - means[memberOf[at]!]! - slope * dx[at]!) / left;
      if (left > 1e-9) meat += square * error ** 2;
      few += square * (leverage[at]! < maxLeverage ? error ** 2 : maxVariance);
    }
    const share = (sum + 2) / (n + 4);
    const halfWidth = (wide * Math.sqrt(Math.max(few, sxx * share * (1 - share)))) / sxx;
    return {
      slope,
      interval: [slope - halfWidth, slope + halfWidth],
      standardError: Math.sqrt(meat) / sxx,
    };
  };
}
