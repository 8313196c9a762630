import type { Interval } from "../../stats/intervals/interval.ts";
import { ratioInterval, sumRatio } from "../../stats/intervals/units/ratioInterval.ts";

/**
 * The 95 % interval, over images, of the share of questions whose truth is yes.
 *
 * @param imageOf [items], the image of each question
 * @param truth [items], 1 yes, 0 no; every other number is left out
 */
export function priorInterval(imageOf: readonly string[], truth: ArrayLike<number>): Interval | null {
  const counts = new Map<string, [yes: number, total: number]>();
  for (const [item, image] of imageOf.entries()) {
    const is = truth[item]!;
    if (is !== 0 && is !== 1) continue;
    const count = counts.get(image) ?? [0, 0];
    counts.set(image, count);
    count[0] += is;
    count[1]++;
  }
  return ratioInterval(sumRatio(counts.values()));
}
