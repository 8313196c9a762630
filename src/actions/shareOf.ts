import type { Share } from "../contract/overview.ts";
import { wilsonInterval } from "../stats/intervals/wilsonInterval.ts";

/** The share of a count in a sample, with its 95 % Wilson interval. */
export function shareOf(count: number, of: number): Share {
  return { count, of, share: of === 0 ? null : count / of, interval: wilsonInterval(count, of) };
}
