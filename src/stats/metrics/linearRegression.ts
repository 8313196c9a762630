import { studentQuantile } from "../distributions/studentQuantile.ts";
import { studentTail } from "../distributions/studentTail.ts";
import type { Interval } from "../intervals/interval.ts";

export interface RegressionLine {
  slope: number;
  intercept: number;
  /** Sxy^2 / (Sxx Syy), from 0 to 1; null where all y are equal. */
  r2: number | null;
}

/**
 * Ordinary least squares of y on x: slope Sxy / Sxx through the means.
 *
 * @returns null with fewer than two points, or where all x are equal
 * @throws RangeError if the lengths differ
 */
export function linearRegression(x: ArrayLike<number>, y: ArrayLike<number>): RegressionLine | null {
  if (x.length !== y.length) throw new RangeError(`${x.length} values of x, but ${y.length} of y`);
  const n = x.length;
  let [meanX, meanY] = [0, 0];
  for (let at = 0; at < n; at++) {
    meanX += x[at]! / n;
    meanY += y[at]! / n;
  }
  let [sxx, sxy, syy] = [0, 0, 0];
  for (let at = 0; at < n; at++) {
    const [dx, dy] = [x[at]! - meanX, y[at]! - meanY];
    sxx += dx * dx;
    sxy += dx * dy;
    syy += dy * dy;
  }
  // Rounding leaves equal values a spread that is not quite 0.
  if (n < 2 || !varies(x) || !(sxx > 0)) return null;
  const slope = sxy / sxx;
  const r2 = varies(y) && syy > 0 ? Math.min(1, (sxy * sxy) / (sxx * syy)) : null;
  return { slope, intercept: meanY - slope * meanX, r2 };
}

function varies(values: ArrayLike<number>): boolean {
  for (let at = 1; at < values.length; at++) if (values[at] !== values[0]) return true;
  return false;
}

/**
 * The usual 95 % interval of a slope: the points are a sample, and scatter alike about the line.
 *
 * @returns null with fewer than three points, and where all lie on the line
 */
export function slopeInterval(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  { slope, intercept }: Pick<RegressionLine, "slope" | "intercept">,
): Interval | null {
  const n = x.length;
  let meanX = 0;
  for (let at = 0; at < n; at++) meanX += x[at]! / n;
  let [sxx, sse, size] = [0, 0, 0];
  for (let at = 0; at < n; at++) {
    sxx += (x[at]! - meanX) ** 2;
    sse += (y[at]! - intercept - slope * x[at]!) ** 2;
    size += y[at]! ** 2;
  }
  // What is left of a perfect fit is rounding, not scatter.
  if (n < 3 || !(sse > 1e-24 * size)) return null;
  const halfWidth = studentQuantile(0.975, n - 2) * Math.sqrt(sse / (n - 2) / sxx);
  return [slope - halfWidth, slope + halfWidth];
}

export interface StudentisedResidual {
  fitted: number;
  residual: number;
  /** Externally studentised: in standard deviations of a fit without this point. Null where they are 0. */
  studentised: number | null;
  /** Two-sided p of `studentised`, times the number of points (Bonferroni), at most 1. */
  p: number | null;
}

/**
 * How far each point is off its line, as the line through the others has it.
 *
 * @returns `studentised` is null with fewer than four points
 * @see Cook and Weisberg (1982), Residuals and influence in regression, section 2.2
 */
export function studentisedResiduals(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  { slope, intercept }: Pick<RegressionLine, "slope" | "intercept">,
): StudentisedResidual[] {
  const n = x.length;
  const fitted = Array.from(x, (value) => intercept + slope * value);
  const residuals = fitted.map((value, at) => y[at]! - value);
  const mean = Array.from(x).reduce((sum, value) => sum + value, 0) / n;
  const sxx = Array.from(x).reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const sse = residuals.reduce((sum, value) => sum + value * value, 0);
  return residuals.map((residual, at) => {
    const leverage = 1 / n + (x[at]! - mean) ** 2 / sxx;
    const degrees = n - 3;
    const variance = (sse - residual ** 2 / (1 - leverage)) / degrees;
    // What is left of a perfect fit is rounding, not spread.
    const isSpread = degrees > 0 && leverage < 1 && variance > 1e-24 * (1 + y[at]! ** 2);
    const studentised = isSpread ? residual / Math.sqrt(variance * (1 - leverage)) : null;
    const p = studentised === null ? null : Math.min(1, n * studentTail(studentised, degrees));
    return { fitted: fitted[at]!, residual, studentised, p };
  });
}
