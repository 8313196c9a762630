/**
 * Pools the scores of an image's labels: an exponential average of the scores from the highest to the lowest, so that the
 * lowest count for most.
 *
 * @param scores of each label, from 0 to 1: p of a label that is given, 1 - p of one that is not
 * @param alpha the weight of the next lower score, from 0 to 1
 * @returns from 0, suspicious, to 1; null without labels
 * @see Thyagarajan et al. (2022), Identifying incorrect annotations in multi-label classification data, section 4
 */
export function poolLabelScores(scores: ArrayLike<number>, alpha = 0.8): number | null {
  if (scores.length === 0) return null;
  const falling = Float64Array.from(scores).sort().reverse();
  let pooled = falling[0]!;
  for (let at = 1; at < falling.length; at++) pooled = alpha * falling[at]! + (1 - alpha) * pooled;
  return pooled;
}
