import type { Estimate as Value } from "../../../core/estimate.ts";
import { formatInterval, formatPercent } from "../../components/format/formatShare.ts";

/** "0.612"; a minus sign that looks like one. */
export const formatNumber = (value: number) => value.toFixed(3).replace("-", "\u2212");

/** A share in percent, any other measure as a number; a dash where it is undefined. */
export const formatEstimate = ({ value }: Pick<Value, "value">, isShare: boolean) =>
  value === null ? "–" : isShare ? formatPercent(value) : formatNumber(value);

/** "47.3 to 50.8", in percent for shares; empty where there is none. */
export function formatRange({ interval }: Pick<Value, "interval">, isShare: boolean): string {
  if (!interval) return "";
  if (isShare) return formatInterval(interval);
  return `${formatNumber(interval[0])} to ${formatNumber(interval[1])}`;
}
