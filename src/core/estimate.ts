import { bootstrapIntervals } from "../stats/bootstrapIntervals.ts";
import { seededRandom } from "./seededRandom.ts";

/** A statistic with what it rests on. What is undefined is null, with the reason, and never 0. */
export interface Estimate {
  value: number | null;
  /** 95 % bootstrap interval over images; null where none can be told. */
  interval: [number, number] | null;
  /** How many of what the value is a mean over. */
  n: number;
  /** Only where the value is null. */
  reason?: string;
}

export interface Resampling {
  /** How often the images are drawn anew; 0 for no intervals. */
  replicates: number;
  seed: string | number;
}

export const withReason = (value: number | null, reason: string): { reason?: string } =>
  value === null ? { reason } : {};

/** Statistics of summed terms, with intervals from drawing the images anew. */
export function estimateAll(
  terms: readonly (readonly number[])[],
  statistics: (sums: Float64Array) => readonly (number | null)[],
  { replicates, seed }: Resampling,
): { value: number | null; interval: [number, number] | null }[] {
  const sums = new Float64Array(terms[0]?.length ?? 0);
  for (const row of terms) for (const [at, term] of row.entries()) sums[at]! += term;
  const intervals = bootstrapIntervals(terms, statistics, { replicates, random: seededRandom(seed) });
  return statistics(sums).map((value, at) => ({ value, interval: value === null ? null : intervals[at]! }));
}
