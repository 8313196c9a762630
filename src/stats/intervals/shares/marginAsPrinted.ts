import { waldHalfWidth } from "./waldHalfWidth.ts";

/**
 * The margin that arXiv 2401.17736 prints in figure 5: 1.96 sigma / sqrt(n), where sigma is already the standard error
 * sqrt(p (1 - p) / n). It divides by the root of n twice and is far too small: not an interval of anything, and of use
 * only to compare with the printed figure.
 *
 * @returns null with fewer than two trials, as in the figure
 */
export function marginAsPrinted(successes: number, trials: number): number | null {
  if (trials < 2) return null;
  return waldHalfWidth(successes, trials)! / Math.sqrt(trials);
}
