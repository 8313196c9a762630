import { studentQuantile } from "../distributions/studentQuantile.ts";
import type { Interval } from "./interval.ts";

/**
 * The 95 % interval of a mean of values that may be large now and then, such as -ln(probability): at each end the
 * further of Student's t and of Hall's transformation, which knows how skewed the values are. Student's alone leaves out
 * the truth twice as often as it should where values are few and skewed.
 *
 * @param values [units], any finite numbers
 * @returns null where fewer than two, or all equal: they do not tell how they vary
 * @see Hall (1992), On the removal of skewness by transformation
 */
export function skewedMeanInterval(values: ArrayLike<number>): Interval | null {
  const n = values.length;
  if (n < 2) return null;
  let sum = 0;
  for (let at = 0; at < n; at++) sum += values[at]!;
  const mean = sum / n;
  let [squares, cubes] = [0, 0];
  for (let at = 0; at < n; at++) {
    const off = values[at]! - mean;
    squares += off * off;
    cubes += off * off * off;
  }
  // What rounding leaves of values that are all the same tells nothing.
  if (!(squares > n * (1e-12 * Math.max(1, Math.abs(mean))) ** 2)) return null;
  const skewness = cubes / n / (squares / n) ** 1.5;
  const error = Math.sqrt(squares / (n - 1) / n);
  const wide = studentQuantile(0.975, n - 1);
  const [low, high] = [untransform(-wide, skewness, n), untransform(wide, skewness, n)];
  return [mean - error * Math.max(wide, high), mean - error * Math.min(-wide, low)];
}

/** The studentised mean whose transformed value, which is nearly normal, is `t`. */
function untransform(t: number, skewness: number, n: number): number {
  if (Math.abs(skewness) < 1e-6) return t;
  const root = Math.sqrt(n);
  return ((3 * root) / skewness) * (Math.cbrt(1 + skewness * (t / root - skewness / (6 * n))) - 1);
}
