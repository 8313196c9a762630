import { studentQuantile } from "../distributions/studentQuantile.ts";
import { studentTail } from "../distributions/studentTail.ts";
import type { ReliabilityBin } from "../metrics/reliabilityTable.ts";
import type { Interval } from "./interval.ts";

/**
 * The 95 % interval of an expected calibration error. Chance alone makes gaps in bins, so that the error of few items is
 * too great, also of a model that is calibrated: the lower end is moved down by what chance adds, and then both ends are
 * as far away as the gaps vary. Never of zero width.
 *
 * In a bin of n items, of which r are right, a gap varies as a share of (r + 2) in (n + 4) (Agresti and Coull). What
 * chance adds is the mean of a folded normal distribution less its centre, the centre taken one standard error nearer to
 * 0 than the gap.
 *
 * @param bins as `calibrationError` gives them
 * @returns between 0 and 1; null with fewer than two items
 */
export function calibrationErrorInterval(error: number, bins: readonly ReliabilityBin[]): Interval | null {
  const items = bins.reduce((sum, bin) => sum + bin.items, 0);
  if (items < 2) return null;
  let [added, squares] = [0, 0];
  for (const bin of bins) {
    if (bin.items === 0) continue;
    const share = (bin.positives + 2) / (bin.items + 4);
    const weight = bin.items / items;
    const spread = Math.sqrt((share * (1 - share)) / bin.items);
    const centre = Math.max(0, Math.abs(bin.meanPredicted! - bin.shareTrue!) - spread);
    added += weight * (foldedMean(centre, spread) - centre);
    squares += (weight * spread) ** 2;
  }
  const half = studentQuantile(0.975, items - 1) * Math.sqrt(squares);
  return [Math.max(0, error - added - half), Math.min(1, error + half)];
}

/** The mean of |X|, X normal. */
function foldedMean(mean: number, spread: number): number {
  const z = mean / spread;
  const outside = studentTail(z, 1e9);
  return spread * Math.sqrt(2 / Math.PI) * Math.exp(-(z * z) / 2) + mean * (1 - outside);
}
