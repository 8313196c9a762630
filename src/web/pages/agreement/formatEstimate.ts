import type { Estimate as Value } from "../../../core/estimate.ts";
import { formatPercent } from "../../../core/percent.ts";
import { formatInterval } from "../../components/format/formatShare.ts";

/** "0.61", or "0.612" if its interval is narrow; with a true minus sign. */
export const formatNumber = (value: number, interval: readonly [number, number] | null = null) =>
  value.toFixed(interval && interval[1] - interval[0] <= 0.05 ? 3 : 2).replace("-", "\u2212");

/** A share in percent, any other measure as a number; a dash if undefined. */
export const formatEstimate = ({ value, interval }: Pick<Value, "value" | "interval">, isShare: boolean) =>
  value === null ? "–" : isShare ? formatPercent(value, { interval }) : formatNumber(value, interval);

/** "47.3 to 50.8", in percent for shares; empty if there is none. */
export function formatRange({ interval }: Pick<Value, "interval">, isShare: boolean): string {
  if (!interval) return "";
  if (isShare) return formatInterval(interval);
  return interval.map((end) => formatNumber(end, interval)).join(" to ");
}
