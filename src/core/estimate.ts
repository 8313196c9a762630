import type { Interval } from "../stats/intervals/interval.ts";
import { shareInterval } from "../stats/intervals/shares/shareInterval.ts";
import { addedUnitsIntervals, type Ends } from "../stats/intervals/units/addedUnitsIntervals.ts";
import { bootstrapIntervals } from "../stats/intervals/units/bootstrapIntervals.ts";
import { UnitMoments } from "../stats/intervals/units/unitMoments.ts";
import { seededRandom } from "./seededRandom.ts";

/** A statistic with what it rests on. What is undefined is null, with the reason, and never 0. */
export interface Estimate {
  value: number | null;
  /** 95 %, over images: `shareInterval` of a share of images, else see `estimateAll`; null where there is none. */
  interval: [number, number] | null;
  /** How many of what the value is a mean over. */
  n: number;
  /** Only where the value is null. */
  reason?: string;
  /** Only where there is a value without an interval. */
  intervalMissing?: string;
}

export interface Resampling {
  /** How often the images are drawn anew; 0 for no intervals. */
  replicates: number;
  seed: string | number;
}

export const withReason = (value: number | null, reason: string): { reason?: string } =>
  value === null ? { reason } : {};

/** With fewer images than this a figure is rough, and a difference between two people says little. */
export const fewImages = 30;

export const noIntervals = "intervals are switched off";
export const oneImage = "one image alone has no interval";

export interface Estimated {
  value: number | null;
  interval: Interval | null;
  intervalMissing?: string;
}

/**
 * Statistics of summed terms, a row per image. Each interval goes as far as the further of two: the percentiles of
 * drawing the images anew, which know how skewed a statistic is, and `addedUnitsIntervals`, which hold where images are
 * few or all alike. Drawing alone would be too narrow there, down to no width at all.
 */
export function estimateAll(
  terms: readonly (readonly number[])[],
  statistics: (sums: Float64Array) => readonly (number | null)[],
  { replicates, seed }: Resampling,
  ends: Ends,
): Estimated[] {
  const moments = new UnitMoments(ends.added[0].length);
  for (const row of terms) moments.add(row);
  const values = statistics(moments.sums);
  if (replicates === 0) return values.map((value) => withInterval(value, null, noIntervals));
  const drawn = bootstrapIntervals(terms, statistics, { replicates, random: seededRandom(seed) });
  const filled = addedUnitsIntervals(moments, statistics, ends);
  return values.map((value, at) => withInterval(value, span(drawn[at], filled[at]), oneImage));
}

/** The share of images for which something holds, with the interval of a share; null where a term is neither 0 nor 1. */
export function estimateShare(terms: readonly number[], { replicates }: Resampling): Estimated | null {
  if (terms.length === 0 || terms.some((term) => term !== 0 && term !== 1)) return null;
  const count = terms.reduce((sum, term) => sum + term, 0);
  const interval = replicates === 0 ? null : shareInterval(count, terms.length);
  return withInterval(count / terms.length, interval, noIntervals);
}

export function withInterval(value: number | null, interval: Interval | null, missing: string): Estimated {
  if (value === null) return { value, interval: null };
  return interval ? { value, interval } : { value, interval, intervalMissing: missing };
}

function span(one: Interval | null | undefined, other: Interval | null | undefined): Interval | null {
  if (!one || !other) return other ?? null;
  return [Math.min(one[0], other[0]), Math.max(one[1], other[1])];
}
