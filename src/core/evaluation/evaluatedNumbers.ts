import type { Interval } from "../../stats/intervals/interval.ts";

/** A share with its denominator and 95 % interval. */
export interface EvaluatedShare {
  count: number;
  total: number;
  share: number | null;
  /** See stats/intervals/shares/shareInterval; null where the share is. */
  interval: Interval | null;
  /** Only where the share is null. */
  reason?: string;
}

/** A mean over images, groups or classes, with its 95 % interval over images. */
export interface EvaluatedMean extends EvaluatedNumber {
  interval: Interval | null;
  /** Why there is no interval, where there is a value. */
  intervalMissing?: string;
}

/** Micro F1 at the threshold at which it is greatest: chosen on the same images, so that it is too high. */
export interface BestF1 extends EvaluatedMean {
  /** The probability from which on a label is predicted. */
  threshold: number | null;
}

/** A number that is no share of a count: with what it is a mean over. */
export interface EvaluatedNumber {
  value: number | null;
  n: number;
  /** Only where the value is null. */
  reason?: string;
}
