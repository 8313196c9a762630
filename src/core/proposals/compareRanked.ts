/**
 * The order of ranked labels: by score, the greatest first, ties by index. Labels without a score (NaN: ranked by a
 * model that gave no scores, or named by nobody) come last and, under a stable sort, stay in the order they came in.
 */
export function compareRanked(
  a: { label: number; score: number },
  b: { label: number; score: number },
): number {
  const [aLacks, bLacks] = [Number.isNaN(a.score), Number.isNaN(b.score)];
  if (aLacks || bLacks) return Number(aLacks) - Number(bLacks);
  return b.score - a.score || a.label - b.label;
}
