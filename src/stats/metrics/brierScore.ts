/**
 * Brier score: the mean squared difference of probability and truth.
 *
 * @param probability [items], from 0 to 1
 * @param truth [items], 1 true, 0 not
 * @returns from 0 to 1; null without items
 * @see Brier (1950), Verification of forecasts expressed in terms of probability
 */
export function brierScore(probability: ArrayLike<number>, truth: ArrayLike<number>): number | null {
  if (probability.length === 0) return null;
  let sum = 0;
  for (let item = 0; item < probability.length; item++)
    sum += ((probability[item] as number) - (truth[item] as number)) ** 2;
  return sum / probability.length;
}
