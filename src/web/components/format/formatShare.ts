import type { Share } from "../../../contract/project/overview.ts";
// Not from all words: those of other areas are made with these functions.
import { numbers } from "../../words/numbers.ts";

/** 0.4903 is "49.0 %". What is neither all nor nothing is never written as if it were. */
export function formatPercent(share: number): string {
  if (share > 0 && share < 0.0005) return "< 0.1 %";
  if (share < 1 && share >= 0.9995) return "> 99.9 %";
  return `${(share * 100).toFixed(1)} %`;
}

/** A share never stands without its denominator: "49.0 % of 3,150 (95 % interval 47.3 to 50.8)". */
export function formatShare({ total, share, interval }: Omit<Share, "count">): string {
  if (share === null) return numbers.noneYet;
  const percent = formatPercent(share);
  return interval
    ? numbers.shareWithInterval(percent, total, formatInterval(interval))
    : numbers.share(percent, total);
}

/** "47.3 to 50.8", in percent. */
export const formatInterval = ([from, to]: readonly [number, number]) =>
  numbers.interval((from * 100).toFixed(1), (to * 100).toFixed(1));

/** The share of a count in a whole that is known for sure, and so has no interval. */
export const shareOf = (count: number, total: number): Share => ({
  count,
  total,
  share: total > 0 ? count / total : null,
  interval: null,
});
