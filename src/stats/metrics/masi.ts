import { jaccard } from "./jaccard.ts";

/**
 * MASI similarity of two sets, from their sizes: Jaccard similarity times 1 where the sets are equal, 2/3 where one
 * holds the other, 1/3 where they overlap otherwise, 0 where they share nothing. The MASI distance is 1 less this.
 *
 * @param shared how many elements are in both; at most the smaller size
 * @returns from 0 (nothing in common) to 1 (equal); 1 for two empty sets
 * @see Passonneau (2006), Measuring agreement on set-valued items (MASI) for semantic and pragmatic annotation
 */
export function masi(sizeA: number, sizeB: number, shared: number): number {
  return jaccard(sizeA, sizeB, shared) * monotonicity(sizeA, sizeB, shared);
}

function monotonicity(sizeA: number, sizeB: number, shared: number): number {
  if (sizeA === shared && sizeB === shared) return 1;
  if (shared === 0) return 0;
  return sizeA === shared || sizeB === shared ? 2 / 3 : 1 / 3;
}
