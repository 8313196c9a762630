/** Similarity of two sets from their sizes and the number of shared elements: `jaccard` or `masi`. */
export type SetSimilarity = (sizeA: number, sizeB: number, shared: number) => number;

/**
 * Sums the similarity of each set to all sets, itself among them. Sets that share nothing must have similarity 0 (two
 * empty sets 1), so only sets with a common element are compared: that is what makes large files possible.
 *
 * @param sets each ascending and different from the others
 * @param counts how often each set occurs
 * @returns for each set, the sum over all occurrences of all sets
 */
export function similarityToAll(
  sets: readonly (readonly number[])[],
  counts: readonly number[],
  similarity: SetSimilarity,
): Float64Array {
  const sums = new Float64Array(sets.length);
  const shared = new Uint32Array(sets.length);
  const holders = new Map<number, number[]>();
  const met: number[] = [];
  for (const [at, set] of sets.entries()) {
    sums[at]! += counts[at]! * similarity(set.length, set.length, set.length);
    met.length = 0;
    for (const element of set) {
      const before = holders.get(element) ?? [];
      for (const other of before) {
        if (shared[other]!++ === 0) met.push(other);
      }
      before.push(at);
      holders.set(element, before);
    }
    for (const other of met) {
      const similar = similarity(set.length, sets[other]!.length, shared[other]!);
      sums[at]! += counts[other]! * similar;
      sums[other]! += counts[at]! * similar;
      shared[other] = 0;
    }
  }
  return sums;
}
