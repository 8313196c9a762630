import { holmAdjust } from "../stats/holmAdjust.ts";
import type { Interval } from "../stats/interval.ts";
import { mcnemarExact } from "../stats/mcnemarExact.ts";
import { percentileInterval } from "../stats/percentileInterval.ts";
import { resampleWithin } from "../stats/resampleWithin.ts";
import { seededRandom } from "./seededRandom.ts";

/** Two verdicts on the same images. */
export interface TwoVerdicts {
  /** What is compared: a measure, or a model. */
  name: string;
  /** [images], 1 where the first prediction is right, by A and by B. */
  a: Uint8Array;
  b: Uint8Array;
  /** [images], 1 for the images that count. */
  isJudged: Uint8Array;
}

/** A - B on the same images; null where no image counts. */
export interface VerdictGap {
  name: string;
  images: number;
  a: number | null;
  b: number | null;
  onlyA: number;
  onlyB: number;
  difference: number | null;
  /** 95 %, from resampling images within class, the same draw for both. */
  interval: Interval | null;
  /** McNemar's exact test. */
  p: number | null;
  /** Corrected for the number of comparisons (Holm). */
  pHolm: number | null;
  reason?: string;
}

/**
 * Compares verdicts image by image: of two models on the same labels, or of two label versions on the same predictions.
 *
 * @param strata [images], the class of each image
 */
export function compareVerdicts(
  comparisons: readonly TwoVerdicts[],
  strata: ArrayLike<number>,
  { replicates, seed }: { replicates: number; seed: string | number },
): VerdictGap[] {
  const counted = comparisons.map(({ a, b, isJudged }) => [
    a.map((one, image) => one & isJudged[image]!),
    b.map((one, image) => one & isJudged[image]!),
    isJudged,
  ]);
  const sums = resampleWithin(counted.flat(), strata, { replicates, random: seededRandom(seed) });
  const count = (values: Uint8Array) => values.reduce((sum, one) => sum + one, 0);
  const gaps = comparisons.map(({ name }, at) => {
    const [a, b, isJudged] = counted[at] as [Uint8Array, Uint8Array, Uint8Array];
    const images = count(isJudged);
    const onlyA = count(a.map((one, image) => one & (1 - b[image]!)));
    const onlyB = count(b.map((one, image) => one & (1 - a[image]!)));
    if (images === 0) {
      const nothing = { a: null, b: null, difference: null, interval: null, p: null };
      return { name, images, onlyA, onlyB, ...nothing, reason: "no image has what it takes to be judged" };
    }
    const [sumsA, sumsB, sumsOf] = sums.slice(3 * at, 3 * at + 3) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const differences = sumsA
      .map((sum, replicate) => (sum - sumsB[replicate]!) / sumsOf[replicate]!)
      .filter((difference) => !Number.isNaN(difference));
    return {
      name,
      images,
      a: count(a) / images,
      b: count(b) / images,
      onlyA,
      onlyB,
      difference: (onlyA - onlyB) / images,
      interval: percentileInterval(differences, replicates),
      p: mcnemarExact(onlyA, onlyB),
    };
  });
  const adjusted = holmAdjust(gaps.map(({ p }) => p ?? 1));
  return gaps.map((gap, at) => ({ ...gap, pHolm: gap.p === null ? null : adjusted[at]! }));
}
