import { studentQuantile } from "../../distributions/studentQuantile.ts";
import type { Interval } from "../interval.ts";
import { shareInterval } from "../shares/shareInterval.ts";

const z95 = 1.959963984540054;

/** One unit counts at most as much as this many trials. */
const trialsPerUnit = 2;

/**
 * The 95 % interval of a statistic between 0 and 1 that is no mean over units, such as mean average precision over
 * images, from its values without each of the units. Few units raise such a statistic or lower it, and the jackknife
 * takes that off, though not all of it, so that the
 * interval reaches as far again on both sides. Its variance then makes the interval that of a share of as many trials as vary as much. Widened to
 * hold the statistic itself; never of zero width.
 *
 * @param without [units], the statistic without this unit
 * @returns null with fewer than two units
 * @see Efron and Stein (1981), The jackknife estimate of variance; Korn and Graubard (1998), as `ratioInterval`
 */
export function jackknifeInterval(value: number, without: ArrayLike<number>): Interval | null {
  const units = without.length;
  if (units < 2) return null;
  let sum = 0;
  for (let at = 0; at < units; at++) sum += without[at]!;
  const mean = sum / units;
  let squares = 0;
  for (let at = 0; at < units; at++) squares += (without[at]! - mean) ** 2;
  const variance = (squares * (units - 1)) / units;
  const corrected = Math.min(1, Math.max(0, units * value - (units - 1) * mean));
  // At the very end nothing would vary.
  const min = 1 / (2 * units);
  const near = Math.min(1 - min, Math.max(min, corrected));
  const freedom = (z95 / studentQuantile(0.975, units - 1)) ** 2;
  const trials =
    variance > 1e-18 ? Math.min(trialsPerUnit * units, ((near * (1 - near)) / variance) * freedom) : units;
  const [low, high] = shareInterval(corrected * trials, trials)!;
  // As much again may be left of what so few units add, or the jackknife may add it in vain.
  const left = Math.abs(value - corrected);
  return [Math.max(0, Math.min(low - left, value)), Math.min(1, Math.max(high + left, value))];
}
