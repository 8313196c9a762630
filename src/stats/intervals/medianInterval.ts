/**
 * A distribution-free interval of the median, from order statistics: the binomial distribution tells between which of
 * the sorted values the median lies. Its confidence is at least the one asked for.
 *
 * @param sorted ascending
 * @returns null where even the smallest and the greatest value together are not sure enough (fewer than 6 values at 95 %)
 * @see Conover (1999), Practical nonparametric statistics, section 3.2
 */
export function medianInterval(
  sorted: ArrayLike<number>,
  confidence = 0.95,
): [low: number, high: number] | null {
  const n = sorted.length;
  const tail = (1 - confidence) / 2;
  // P(at most `rank` of n fall below the median), in logs: 0.5^n is 0 from n = 1075 on.
  let logTerm = n * Math.log(0.5);
  let below = 0;
  let rank = 0;
  for (; rank < n / 2; rank++) {
    below += Math.exp(logTerm);
    if (below > tail) break;
    logTerm += Math.log((n - rank) / (rank + 1));
  }
  return rank === 0 ? null : [sorted[rank - 1]!, sorted[n - rank]!];
}
