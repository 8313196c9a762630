import type { RankedLabel } from "./packRanking.ts";

/**
 * Puts original labels that are not among the proposals behind them. Where the proposals have a fixed number, they
 * take its last ranks; without one they make the list longer.
 *
 * @param proposed in their order
 * @param ranking where an original label's score is looked up
 * @param atMost the fixed number; Infinity for none
 */
export function addOriginals(
  proposed: readonly RankedLabel[],
  ranking: readonly RankedLabel[],
  originals: readonly number[],
  atMost: number,
): RankedLabel[] {
  const missing = originals
    .filter((original) => !proposed.some(({ label }) => label === original))
    .map(
      (label) => ranking.find((ranked) => ranked.label === label) ?? { label, score: Number.NaN, models: 0 },
    );
  return [...proposed.slice(0, Math.max(0, atMost - missing.length)), ...missing];
}
