import { type ReliabilityBin, reliabilityTable } from "./reliabilityTable.ts";

/**
 * Expected calibration error (ECE): the mean gap between confidence and accuracy over bins of equal width, weighted by
 * their items.
 *
 * @param confidence [items], the probability of what was predicted, from 0 to 1
 * @param right [items], 1 right, 0 wrong
 * @returns from 0 to 1; null without items
 * @see Guo et al. (2017), On calibration of modern neural networks, equation 3
 */
export function calibrationError(
  confidence: ArrayLike<number>,
  right: ArrayLike<number>,
  bins = 15,
): { error: number | null; bins: ReliabilityBin[] } {
  const edges = Array.from({ length: bins + 1 }, (_, edge) => edge / bins);
  const table = reliabilityTable(confidence, right, edges);
  let error = 0;
  for (const { items, meanPredicted, shareTrue } of table) {
    if (items > 0) error += (items / confidence.length) * Math.abs(meanPredicted! - shareTrue!);
  }
  return { error: confidence.length === 0 ? null : error, bins: table };
}
