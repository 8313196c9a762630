/**
 * Jaccard similarity of two sets, from their sizes: |A and B| / |A or B|. Two empty sets are equal: 1.
 *
 * @param shared how many elements are in both; at most the smaller size
 * @returns from 0 (nothing in common) to 1 (equal)
 * @see Jaccard (1912), The distribution of the flora in the alpine zone
 */
export function jaccard(sizeA: number, sizeB: number, shared: number): number {
  const union = sizeA + sizeB - shared;
  return union === 0 ? 1 : shared / union;
}
