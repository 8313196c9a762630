import { betaQuantile } from "./betaQuantile.ts";

/**
 * The value below which a share of Student's t distribution lies.
 *
 * @param share above 0 and below 1
 * @param degrees of freedom, greater than 0
 */
export function studentQuantile(share: number, degrees: number): number {
  if (share === 0.5) return 0;
  const outside = 2 * Math.min(share, 1 - share);
  const x = betaQuantile(outside, degrees / 2, 0.5);
  return Math.sign(share - 0.5) * Math.sqrt((degrees * (1 - x)) / x);
}
