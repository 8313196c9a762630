import type { Share } from "../../../contract/project/overview.ts";
import { decimalsOf, formatPercent } from "../../../core/percent.ts";
// Not imported from `words`: the texts of other areas are made with these functions.
import { numbers } from "../../words/numbers.ts";

/** A share is never shown without its denominator: "49.0 % of 3,150 (95 % interval 47.3 to 50.8)". */
export function formatShare({ total, share, interval }: Omit<Share, "count">): string {
  if (share === null) return numbers.noneYet;
  const percent = formatPercent(share, { interval, total });
  return interval
    ? numbers.shareWithInterval(percent, total, formatInterval(interval))
    : numbers.share(percent, total);
}

/** "47.3 to 50.8", in percent, with as many decimals as its share. */
export function formatInterval(interval: readonly [number, number]): string {
  const [from, to] = interval.map((end) => (end * 100).toFixed(decimalsOf({ interval })));
  return numbers.interval(from!, to!);
}

/** A count's share of a whole that is known exactly, and so has no interval. */
export const shareOf = (count: number, total: number): Share => ({
  count,
  total,
  share: total > 0 ? count / total : null,
  interval: null,
});
