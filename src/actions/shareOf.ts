import type { Share } from "../contract/project/overview.ts";
import { shareInterval } from "../stats/intervals/shares/shareInterval.ts";
import { type RatioSums, ratioInterval, sumRatio } from "../stats/intervals/units/ratioInterval.ts";

const why = (total: number): { reason?: string } =>
  total === 0 ? { reason: "there is nothing to take a share of yet" } : {};

/** The share of a count in a sample of independent units, such as images. */
export function shareOf(count: number, total: number): Share {
  return {
    count,
    total,
    share: total === 0 ? null : count / total,
    interval: shareInterval(count, total),
    ...why(total),
  };
}

/** The share of units of which each image holds any number, such as labels: those of one image are not independent. */
export const shareOverImages = (images: Iterable<readonly [count: number, total: number]>): Share =>
  shareOfSums(sumRatio(images));

/** The same from sums over images. */
export const shareOfSums = (sums: RatioSums): Share => ({
  count: sums.a,
  total: sums.b,
  share: sums.b === 0 ? null : sums.a / sums.b,
  interval: ratioInterval(sums),
  ...why(sums.b),
});
