import type { Interval } from "../interval.ts";
import { clopperPearsonInterval } from "./clopperPearsonInterval.ts";
import { shareInterval } from "./shareInterval.ts";

/**
 * The 95 % interval of the difference between two shares of the same trials, for McNemar's exact test: it leaves out 0
 * exactly where that test's p is below .05.
 *
 * The difference is (2t - 1)d: d the share of trials on which just one of the two is right, and t the share of these on
 * which it is the first. The interval of t is Clopper and Pearson's, which is the exact test turned round; that of d is
 * `shareInterval`. They are put together as a product's limits (MOVER), which have the sign of t's limits, so that test
 * and interval cannot contradict each other. Never of zero width.
 *
 * @param onlyFirst trials on which only the first is right
 * @param onlySecond trials on which only the second is
 * @param trials all of them
 * @returns bounds of share of the first less share of the second, from -1 to 1; null where there are no trials
 * @see Donner and Zou (2012), Closed-form confidence intervals for functions of the normal mean and standard deviation
 */
export function pairedInterval(onlyFirst: number, onlySecond: number, trials: number): Interval | null {
  const discordant = onlyFirst + onlySecond;
  const ofDiscordant = shareInterval(discordant, trials);
  if (ofDiscordant === null) return null;
  if (discordant === 0) return [-ofDiscordant[1], ofDiscordant[1]];
  const towards = (won: number, lost: number) =>
    lowerLimit(won, lost, { share: discordant / trials, interval: ofDiscordant });
  // Not -0 where a limit is 0.
  return [towards(onlyFirst, onlySecond), 0 - towards(onlySecond, onlyFirst)];
}

function lowerLimit(
  won: number,
  lost: number,
  { share, interval: [few, many] }: { share: number; interval: Interval },
): number {
  const balance = (won - lost) / (won + lost);
  const min = 2 * clopperPearsonInterval(won, won + lost)![0] - 1;
  // Furthest down: the fewest discordant trials where the first wins for sure, else the most.
  const ratio = 1 / (min >= 0 ? few : many);
  const ofBalance = min * (2 * balance - min);
  const ofShare = ratio * (2 / share - ratio);
  const product = balance / share;
  return ofBalance / (product + Math.sqrt(Math.max(0, product ** 2 - ofBalance * ofShare)));
}
