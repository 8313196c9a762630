/** Number of first labels of each source shown on an image's page. */
export const shownOfSource = 50;

/** The union of the first labels of several rankings: the first of each, the second of each, and so on. */
export function joinRankings(rankings: readonly (readonly number[])[], shown: number): number[] {
  const joined = new Set<number>();
  for (let rank = 0; rank < shown; rank++)
    for (const ranking of rankings) if (rank < ranking.length) joined.add(ranking[rank]!);
  return [...joined];
}
