/** A figure that is not known exactly: its likely, least and greatest values. */
export interface Range {
  low: number;
  likely: number;
  high: number;
}

/** From a function that grows with each of its arguments. */
export function combineRanges(ranges: readonly Range[], combine: (...values: number[]) => number): Range {
  const at = (end: keyof Range) => combine(...ranges.map((range) => range[end]));
  return { low: at("low"), likely: at("likely"), high: at("high") };
}
