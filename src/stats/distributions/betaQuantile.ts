import { incompleteBeta } from "./incompleteBeta.ts";
import { logGamma } from "./logGamma.ts";

/**
 * The value below which a share of a beta distribution lies. Newton's method inside a bracket that halves where a step
 * leaves it, so that it always ends.
 *
 * @param share between 0 and 1
 * @param guess where to start; the mean by default
 */
export function betaQuantile(share: number, a: number, b: number, guess = a / (a + b)): number {
  let [low, high] = [0, 1];
  let x = Math.min(Math.max(guess, 1e-9), 1 - 1e-9);
  const constant = logGamma(a + b) - logGamma(a) - logGamma(b);
  for (let round = 0; round < 200; round++) {
    const excess = incompleteBeta(x, a, b) - share;
    if (excess > 0) high = x;
    else low = x;
    const density = Math.exp(constant + (a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x));
    const next = x - excess / density;
    const to = next > low && next < high ? next : (low + high) / 2;
    if (Math.abs(to - x) <= 1e-14 * Math.max(to, 1e-3)) return to;
    x = to;
  }
  return x;
}
