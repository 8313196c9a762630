import type { Interval } from "./interval.ts";

/** The normal distribution's 97.5 % point. */
const z95 = 1.959963984540054;

/**
 * The slope of y on x within groups: every group has a level of its own (fixed effects), so that groups which differ in
 * both x and y do not make a slope. Its interval takes errors of unequal variance into account (HC1).
 *
 * @param group [points], whole numbers; all equal for the plain slope
 * @returns null where x does not vary within any group, or no freedom is left
 * @see Angrist and Pischke (2009), Mostly harmless econometrics, section 5.1 and chapter 8
 */
export function withinGroupSlope(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  group: ArrayLike<number>,
): { slope: number; interval: Interval } | null {
  const n = x.length;
  const means = new Map<number, { n: number; x: number; y: number }>();
  for (let at = 0; at < n; at++) {
    const mean = means.get(group[at]!) ?? { n: 0, x: 0, y: 0 };
    mean.n++;
    mean.x += x[at]!;
    mean.y += y[at]!;
    means.set(group[at]!, mean);
  }
  for (const mean of means.values()) {
    mean.x /= mean.n;
    mean.y /= mean.n;
  }
  let [sxx, sxy] = [0, 0];
  for (let at = 0; at < n; at++) {
    const mean = means.get(group[at]!)!;
    sxx += (x[at]! - mean.x) ** 2;
    sxy += (x[at]! - mean.x) * (y[at]! - mean.y);
  }
  const parameters = means.size + 1;
  if (n <= parameters || sxx < 1e-12) return null;
  const slope = sxy / sxx;
  let meat = 0;
  for (let at = 0; at < n; at++) {
    const mean = means.get(group[at]!)!;
    const dx = x[at]! - mean.x;
    meat += (dx * (y[at]! - mean.y - slope * dx)) ** 2;
  }
  const halfWidth = (z95 * Math.sqrt((meat * n) / (n - parameters))) / sxx;
  return { slope, interval: [slope - halfWidth, slope + halfWidth] };
}
