import type { Interval } from "./interval.ts";
import { finiteCountInterval } from "./shares/finiteCountInterval.ts";

/**
 * The interval of the sum of small whole numbers, such as errors per image, over a finite population, from a simple random
 * sample without replacement. The sum is the number of units with at least 1, plus that with at least 2, and so on. Each of
 * these numbers has an exact interval; the distances of their bounds are put together as those of correlated estimates
 * (MOVER). How far numbers vary together follows from how many units have them, as whoever has 2 also has 1; where none
 * was found for either, they are taken to vary as one, so that what was not seen counts in full: there it is Stringer's
 * bound of auditors.
 *
 * @param population units in all
 * @param histogram [value + 1], how many of the units that were seen have this value; from 0 to the largest that a unit
 *   can have, which the bounds depend on: what was not seen may have it
 * @param alpha how often it may miss, half of it on each side; 0.05 by default
 * @returns lower and upper bound; null where no unit was seen
 * @see Zou (2008), On the estimation of additive interaction by use of the four-by-two table and beyond; Bickel (1992),
 *   Inference and auditing: the Stringer bound
 */
export function finiteTotalInterval(
  population: number,
  histogram: readonly number[],
  alpha = 0.05,
): Interval | null {
  const sampled = histogram.reduce((sum, count) => sum + count, 0);
  if (sampled === 0) return null;
  let [above, value, least] = [0, 0, 0];
  const levels: { low: number; high: number; odds: number }[] = [];
  for (let at = histogram.length - 1; at >= 1; at--) {
    above += histogram[at]!;
    const number = (population * above) / sampled;
    const [low, high] = finiteCountInterval(population, sampled, above, alpha);
    levels.push({ low: number - low, high: high - number, odds: high / Math.max(population - high, 1e-9) });
    value += number;
    least += above;
  }
  // The rarer comes first: of nested events the correlation is the root of the ratio of their odds.
  const together = (side: "low" | "high") =>
    levels.reduce(
      (sum, rare, at) =>
        levels.slice(at + 1).reduce(
          (more, level) => {
            const correlation = Math.sqrt(Math.min(1, rare.odds / level.odds) || 0);
            return more + 2 * correlation * rare[side] * level[side];
          },
          sum + rare[side] ** 2,
        ),
      0,
    );
  return [Math.max(least, value - Math.sqrt(together("low"))), value + Math.sqrt(together("high"))];
}
