import { residualCorrelation } from "../../stats/agreement/residualCorrelation.ts";
import { calibrationErrorInterval } from "../../stats/intervals/calibrationErrorInterval.ts";
import type { Interval } from "../../stats/intervals/interval.ts";
import { skewedMeanInterval } from "../../stats/intervals/skewedMeanInterval.ts";
import { jackknifeInterval } from "../../stats/intervals/units/jackknifeInterval.ts";
import { ratioInterval, sumRatio } from "../../stats/intervals/units/ratioInterval.ts";
import { averagePrecision } from "../../stats/metrics/averagePrecision.ts";
import { logLoss } from "../../stats/metrics/logLoss.ts";
import type { ReliabilityBin } from "../../stats/metrics/reliabilityTable.ts";
import type { Consensus, VoteColumns } from "../../stats/votes/voteColumns.ts";

/** Of more images, several are left out at once: it takes a look at all questions each time. */
const maxBlocks = 200;

export interface JudgedOnGold {
  /** The image of each question. */
  images: readonly string[];
  truth: ArrayLike<number>;
  prediction: Consensus;
  votes: VoteColumns;
  /** [votes], see `residualCorrelation`. */
  expectedYes: ArrayLike<number>;
}

/**
 * 95 % intervals of figures on gold questions, over images: the questions about one image are answered alike, and are
 * not independent.
 */
export function goldIntervals({ images, truth, prediction, votes, expectedYes }: JudgedOnGold) {
  const numberOf = new Map<string, number>();
  const imageOf = images.map((image) => {
    const number = numberOf.get(image) ?? numberOf.size;
    numberOf.set(image, number);
    return number;
  });
  const count = numberOf.size;
  const blocks = Math.min(maxBlocks, count);
  const blockOf = imageOf.map((image) => Math.floor((image * blocks) / count));
  const { logOdds, probability } = prediction;

  /** Of a share of those questions that count. */
  const share = (counts: (item: number) => boolean, holds: (item: number) => boolean): Interval | null => {
    const [total, found] = [new Float64Array(count), new Float64Array(count)];
    for (const [item, image] of imageOf.entries()) {
      if (!counts(item)) continue;
      total[image]!++;
      if (holds(item)) found[image]!++;
    }
    return ratioInterval(sumRatio(Array.from(total, (b, image) => [found[image]!, b] as const)));
  };

  const without = (statistic: (isIn: (item: number) => boolean) => number | null): number[] | null => {
    const values = Array.from({ length: blocks }, (_, block) => statistic((item) => blockOf[item] !== block));
    return values.every((value) => value !== null) ? (values as number[]) : null;
  };

  const precision = (isIn: (item: number) => boolean) => {
    const items = imageOf.flatMap((_, item) => (isIn(item) ? [item] : []));
    return averagePrecision(
      items.map((item) => logOdds[item]!),
      items.map((item) => truth[item]!),
    );
  };

  const residual = (item: number) => probability[item]! - truth[item]!;

  /** Of a mean over questions of a value of each, finite and 0 or more. */
  const meanOver = (value: (item: number) => number): Interval | null => {
    const [sums, questions] = [new Float64Array(count), new Float64Array(count)];
    for (const [item, image] of imageOf.entries()) {
      sums[image]! += value(item);
      questions[image]!++;
    }
    const mean = sums.reduce((sum, one) => sum + one, 0) / imageOf.length;
    const perImage = imageOf.length / count;
    // Linearised: each image by how far it moves the mean over questions.
    const moved = sums.map((sum, image) => mean + (sum - mean * questions[image]!) / perImage);
    const interval = skewedMeanInterval(moved);
    return interval && [Math.max(0, interval[0]), interval[1]];
  };

  return {
    right: (threshold: number) =>
      share(
        () => true,
        (item) => (probability[item]! > threshold ? 1 : 0) === truth[item],
      ),
    reliability: ({ above, atMost }: Pick<ReliabilityBin, "above" | "atMost">) =>
      share(
        (item) => {
          const value = probability[item]!;
          return value <= atMost && (value > above || (above === 0 && value === 0));
        },
        (item) => truth[item] === 1,
      ),
    averagePrecision: (value: number): Interval | null => {
      const left = without(precision);
      return left && jackknifeInterval(value, left);
    },
    negativeLogLikelihood: (): Interval | null =>
      meanOver((item) => logLoss([logOdds[item]!], [truth[item]!])!),
    brierScore: (): Interval | null => {
      const interval = meanOver((item) => residual(item) ** 2);
      return interval && [interval[0], Math.min(1, interval[1])];
    },
    /** Of so many fewer questions as vary as much, where those of an image err together. */
    calibrationError: (error: number, bins: readonly ReliabilityBin[]): Interval | null => {
      const sums = new Float64Array(count);
      let alone = 0;
      for (const [item, image] of imageOf.entries()) {
        sums[image]! += residual(item);
        alone += residual(item) ** 2;
      }
      const together = sums.reduce((sum, one) => sum + one * one, 0);
      const effect = alone > 0 ? Math.max(1, together / alone) : imageOf.length / count;
      const fewer = bins.map((bin) => ({
        ...bin,
        items: bin.items / effect,
        positives: bin.positives / effect,
      }));
      return calibrationErrorInterval(error, fewer);
    },
    residualCorrelation: (value: number, among: 0 | 1): Interval | null => {
      const left = without((isIn) => residualCorrelation(votes, truth, expectedYes, among, isIn).correlation);
      // Between -1 and 1, as a share.
      const interval =
        left &&
        jackknifeInterval(
          (value + 1) / 2,
          left.map((one) => (one + 1) / 2),
        );
      return interval && [2 * interval[0] - 1, 2 * interval[1] - 1];
    },
  };
}
