/** A figure that is not known exactly: what is likely, and what it may be at the least and at the most. */
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
