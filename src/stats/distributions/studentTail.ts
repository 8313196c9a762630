import { incompleteBeta } from "./incompleteBeta.ts";

/**
 * The probability that Student's t is as far from 0 as this, on either side.
 *
 * @param degrees of freedom, greater than 0
 */
export function studentTail(t: number, degrees: number): number {
  return incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5);
}
