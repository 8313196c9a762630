import { foldByImage } from "../../core/agreement/foldByImage.ts";
import { goldIntervals } from "../../core/gold/goldIntervals.ts";
import type { Hints } from "../../files/votes/readHints.ts";
import { annotatorGroups } from "../../stats/agreement/annotatorGroups.ts";
import { type ResidualCorrelation, residualCorrelation } from "../../stats/agreement/residualCorrelation.ts";
import type { Interval } from "../../stats/intervals/interval.ts";
import { averagePrecision } from "../../stats/metrics/averagePrecision.ts";
import { brierScore } from "../../stats/metrics/brierScore.ts";
import { calibrationError } from "../../stats/metrics/calibrationError.ts";
import { logLoss } from "../../stats/metrics/logLoss.ts";
import { type ReliabilityBin, reliabilityTable } from "../../stats/metrics/reliabilityTable.ts";
import { crossFitGold, fitGoldInSample, type GoldPrediction } from "../../stats/votes/crossFitGold.ts";
import type { Consensus } from "../../stats/votes/voteColumns.ts";
import { type AggregationSettings, aggregateVotes } from "./aggregateVotes.ts";
import type { GoldVotes } from "./joinGold.ts";
import { calibrateOnGold } from "./parts/calibrate.ts";

/** How well probabilities fit the truth of the gold questions. */
export interface GoldFigures {
  /** Questions answered right at the threshold. */
  right: number;
  questions: number;
  /** 95 % interval of the share right, over images, as all intervals of these figures (core/gold/goldIntervals). */
  rightInterval: Interval | null;
  averagePrecision: number;
  averagePrecisionInterval: Interval | null;
  /** Nats per question; null where a wrong answer has probability 0 or 1: it would be infinite. */
  negativeLogLikelihood: number | null;
  /** Only where there is no NLL. */
  negativeLogLikelihoodMissing?: string;
  negativeLogLikelihoodInterval: Interval | null;
  /** Only where a figure has no interval. */
  intervalMissing?: string;
  /** Mean squared difference of probability and truth. */
  brierScore: number;
  brierScoreInterval: Interval | null;
  /** Over bins of equal width. */
  expectedCalibrationError: { value: number; interval: Interval | null; bins: number };
  reliability: (ReliabilityBin & { interval: Interval | null })[];
  /** Among questions whose truth is no, and among those whose truth is yes. */
  residualCorrelation: { no: CorrelationOnGold; yes: CorrelationOnGold };
}

interface CorrelationOnGold extends ResidualCorrelation {
  interval: Interval | null;
  /** Only where there is a correlation without an interval. */
  intervalMissing?: string;
}

export interface GoldReport {
  questions: number;
  positives: number;
  images: number;
  folds: number;
  seed: number;
  /**
   * Each question predicted from the images of other folds. For methods that learn nothing from gold, the plain
   * figures.
   */
  crossFitted: GoldFigures;
  /**
   * Each question predicted with its own truth known, which flatters. null for methods that learn nothing from gold.
   */
  inSample: GoldFigures | null;
  inSampleMissing?: string;
  /** Dawid-Skene on the same answers, its gold unseen; null for other methods. */
  withoutGold: GoldFigures | null;
  withoutGoldMissing?: string;
  /** Only for calibrated: Dawid-Skene with gold on the same answers, cross-fitted. */
  dawidSkeneWithGold?: GoldFigures;
  /** Only for calibrated: the number of answers used, as many per item as the votes have. */
  answersJudged?: number;
}

const maxFolds = 5;
const learnsNothing = "the method learns nothing from gold questions";
const noOverlap = "no gold question was answered by two annotators";
const tooFewImages =
  "too few images: without one of them the figure is not defined, or all have the same value";
const certainAndWrong = "something given the probability 0 or 1 is wrong, so the NLL is infinite";

/**
 * Compares a method with the truth of gold questions, on the answers to these only, cross-fitted by image.
 *
 * @param threshold a label is taken where its probability is greater
 * @returns null where all gold questions are about one image, which cannot be split
 */
export function evaluateOnGold(
  { votes: all, gold }: GoldVotes,
  { hints, ...settings }: Omit<AggregationSettings, "gold"> & { hints?: Hints | undefined },
  { threshold = 0.5, seed = 1 }: { threshold?: number; seed?: number } = {},
): GoldReport | null {
  const { votes, truth } = gold;
  const images = votes.items.map(({ image }) => image);
  const distinct = new Set(images).size;
  if (distinct < 2) return null;
  const folds = Math.min(maxFolds, distinct);
  const answers = votes.answer.includes(1) ? 3 : 2;
  const crossFitted = crossFitGold(gold, foldByImage(images, folds, seed), answers);
  const inSample = fitGoldInSample(gold, answers);

  const judge = (prediction: Consensus, { expectedYes }: GoldPrediction): GoldFigures => {
    const loss = logLoss(prediction.logOdds, truth);
    const calibration = calibrationError(prediction.probability, truth);
    const intervals = goldIntervals({ images, truth, prediction, votes, expectedYes });
    const correlationAmong = (among: 0 | 1): CorrelationOnGold => {
      const found = residualCorrelation(votes, truth, expectedYes, among);
      if (found.correlation === null) return { ...found, interval: null };
      const interval = intervals.residualCorrelation(found.correlation, among);
      return { ...found, interval, ...(interval ? {} : { intervalMissing: tooFewImages }) };
    };
    // There are gold questions with both answers, as required.
    const precision = averagePrecision(prediction.logOdds, truth)!;
    const ofPrecision = intervals.averagePrecision(precision);
    const likelihood = loss === null || !Number.isFinite(loss) ? null : loss;
    const ofLikelihood = likelihood === null ? null : intervals.negativeLogLikelihood();
    return {
      right: truth.filter((value, item) => (prediction.probability[item]! > threshold ? 1 : 0) === value)
        .length,
      questions: truth.length,
      rightInterval: intervals.right(threshold),
      averagePrecision: precision,
      averagePrecisionInterval: ofPrecision,
      negativeLogLikelihood: likelihood,
      ...(likelihood === null && { negativeLogLikelihoodMissing: certainAndWrong }),
      negativeLogLikelihoodInterval: ofLikelihood,
      ...((!ofPrecision || !ofLikelihood) && {
        intervalMissing: ofPrecision && likelihood === null ? certainAndWrong : tooFewImages,
      }),
      brierScore: brierScore(prediction.probability, truth)!,
      brierScoreInterval: intervals.brierScore(),
      expectedCalibrationError: {
        value: calibration.error!,
        interval: intervals.calibrationError(calibration.error!, calibration.bins),
        bins: calibration.bins.length,
      },
      reliability: reliabilityTable(prediction.probability, truth).map((bin) => ({
        ...bin,
        interval: intervals.reliability(bin),
      })),
      residualCorrelation: { no: correlationAmong(0), yes: correlationAmong(1) },
    };
  };
  const about = {
    questions: truth.length,
    positives: truth.filter((value) => value === 1).length,
    images: distinct,
    folds,
    seed,
  };
  if (settings.method === "calibrated") {
    const found = calibrateOnGold(all, { ...gold, hints }, seed);
    return {
      ...about,
      crossFitted: judge(found.crossFitted, crossFitted),
      inSample: judge(found.inSample, crossFitted),
      withoutGold: null,
      withoutGoldMissing: "the method needs gold questions",
      dawidSkeneWithGold: judge(found.dawidSkene, crossFitted),
      answersJudged: found.asked.item.length,
    };
  }
  const learns = settings.method === "dawid-skene";
  const isShared = annotatorGroups(votes).sharedItems > 0;
  const unlearned = learns && !isShared ? null : aggregateVotes(votes, settings);
  return {
    ...about,
    crossFitted: judge(learns || !unlearned ? crossFitted : unlearned, crossFitted),
    inSample: learns ? judge(inSample, inSample) : null,
    ...(!learns && { inSampleMissing: learnsNothing }),
    withoutGold: unlearned && learns ? judge(unlearned, crossFitted) : null,
    ...((!learns || !unlearned) && { withoutGoldMissing: learns ? noOverlap : learnsNothing }),
  };
}
