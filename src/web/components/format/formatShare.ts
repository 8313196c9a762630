import type { Share } from "../../../contract/project/overview.ts";
// Not from all words: those of other areas are made with these functions.
import { numbers } from "../../words/numbers.ts";

/** What a share rests on. */
interface Basis {
  interval?: readonly [number, number] | null | undefined;
  total?: number;
}

/**
 * How many decimals of a percentage mean something: the last one is at least a fiftieth of the interval's width; without
 * an interval, one image changes it.
 */
export function decimalsOf({ interval, total }: Basis): number {
  const width = interval ? 100 * (interval[1] - interval[0]) : 0;
  if (width > 0) return width > 5 ? 0 : width > 0.5 ? 1 : 2;
  return total !== undefined && total < 200 ? 0 : 1;
}

/**
 * 0.4903 of 3,150 is "49.0 %", of 48 "49 %". What is neither all nor nothing is never written as if it were.
 *
 * @param basis without it, a tenth of a percent is taken to mean something
 */
export function formatPercent(share: number, basis: Basis = {}): string {
  const decimals = decimalsOf(basis);
  const [percent, step] = [share * 100, 10 ** -decimals];
  if (share > 0 && percent < step / 2) return `< ${step} %`;
  if (share < 1 && percent >= 100 - step / 2) return `> ${(100 - step).toFixed(decimals)} %`;
  return `${percent.toFixed(decimals)} %`;
}

/** A share never stands without its denominator: "49.0 % of 3,150 (95 % interval 47.3 to 50.8)". */
export function formatShare({ total, share, interval }: Omit<Share, "count">): string {
  if (share === null) return numbers.noneYet;
  const percent = formatPercent(share, { interval, total });
  return interval
    ? numbers.shareWithInterval(percent, total, formatInterval(interval))
    : numbers.share(percent, total);
}

/** "47.3 to 50.8", in percent; with the decimals of the share that it belongs to. */
export function formatInterval(interval: readonly [number, number]): string {
  const [from, to] = interval.map((end) => (end * 100).toFixed(decimalsOf({ interval })));
  return numbers.interval(from!, to!);
}

/** The share of a count in a whole that is known for sure, and so has no interval. */
export const shareOf = (count: number, total: number): Share => ({
  count,
  total,
  share: total > 0 ? count / total : null,
  interval: null,
});
