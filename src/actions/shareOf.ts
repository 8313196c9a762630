import type { Share } from "../contract/project/overview.ts";
import { type RatioSums, ratioInterval, sumRatio } from "../stats/intervals/ratioInterval.ts";
import { shareInterval } from "../stats/intervals/shareInterval.ts";

const why = (of: number): { reason?: string } =>
  of === 0 ? { reason: "there is nothing to take a share of yet" } : {};

/** The share of a count in a sample of independent units, such as images. */
export function shareOf(count: number, of: number): Share {
  return { count, of, share: of === 0 ? null : count / of, interval: shareInterval(count, of), ...why(of) };
}

/** The share of what each image holds any number of, such as labels: those of one image are not independent. */
export const shareOverImages = (images: Iterable<readonly [count: number, of: number]>): Share =>
  shareOfSums(sumRatio(images));

/** The same from sums over images. */
export const shareOfSums = (sums: RatioSums): Share => ({
  count: sums.a,
  of: sums.b,
  share: sums.b === 0 ? null : sums.a / sums.b,
  interval: ratioInterval(sums),
  ...why(sums.b),
});
