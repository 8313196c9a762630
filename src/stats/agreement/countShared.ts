/**
 * How many numbers two sets have in common.
 *
 * @param a ascending, each number once
 * @param b likewise
 * @returns at most the length of the shorter; in time proportional to both lengths
 */
export function countShared(a: readonly number[], b: readonly number[]): number {
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const difference = a[i]! - b[j]!;
    if (difference === 0) shared++;
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  return shared;
}
