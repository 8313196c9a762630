import { type LogisticFit, logistic, logisticRegression } from "../metrics/logisticRegression.ts";
import { type AnswerModel, inferTruth } from "./answerModel.ts";
import { fitGold, type Gold, type GoldFit } from "./dawidSkeneWithGold.ts";
import { drawAnswers } from "./drawAnswers.ts";
import type { Consensus, VoteColumns } from "./voteColumns.ts";
import { voteFeatures } from "./voteFeatures.ts";

/** Gold questions whose images are known: the labels of one image are answered alike. */
export interface GoldOfImages extends Gold {
  /** [items], 1 yes, 0 no, nothing else. */
  truth: ArrayLike<number>;
  /** [items], which image an item is a label of. */
  image: ArrayLike<number>;
  /** [items], from 0; all labels of an image in one. Three or more. */
  fold: ArrayLike<number>;
  /** [items][more], what else is known of each item, such as whether it is the original label. */
  more?: readonly (readonly number[])[];
}

export interface CalibrationOptions {
  /** By default 3 where somebody answered maybe, else 2. */
  answers?: AnswerModel;
  /**
   * How many people answered each of the items that are to be aggregated, in any order. Where gold questions have more
   * answers, as many are drawn: what five people's answers are worth is learned from five people's answers.
   */
  depths: ArrayLike<number>;
  /** How often they are drawn. */
  draws?: number;
  /** Draws between 0 and 1. */
  random: () => number;
}

export interface VoteCalibration extends GoldFit {
  /** Of `voteFeatures`, on log odds. */
  regression: LogisticFit;
}

/** What gold must hold: so many questions of either answer for each feature, and images to learn from and to judge by. */
export const goldForCalibration = { ofEachAnswer: 10, images: 20 } as const;

/**
 * Learns from gold questions what answers are worth, in a world where people err together: Dawid and Skene's model with
 * gold takes people as independent, and a logistic regression on its log odds and on how the image's other labels were
 * answered (`voteFeatures`) puts right what that overstates. The log odds it learns from are cross-fitted: each question's
 * are by matrices from the other folds, as those of new items will be.
 *
 * @param gold at least `goldForCalibration`: of fewer, the regression follows chance (Peduzzi et al. 1996). Its annotators
 *   are those of the votes to be aggregated, in the same order
 * @see Platt (1999), Probabilistic outputs for support vector machines, for calibrating by a logistic regression
 */
export function calibrateVotes(gold: GoldOfImages, options: CalibrationOptions): VoteCalibration {
  const answers = options.answers ?? (gold.votes.answer.includes(1) ? 3 : 2);
  const rows: number[][] = [];
  const truth: number[] = [];
  const fits = [...new Set(Array.from(gold.fold))].map((held) => ({
    held,
    fit: fitGold(without(gold, held), answers),
  }));
  for (const votes of drawDepths(gold, options)) {
    for (const { held, fit } of fits) {
      const { logOdds } = inferTruth(votes, fit.prior, fit.confusion);
      const features = voteFeatures(votes, logOdds, gold.image);
      for (const [item, row] of features.entries()) {
        if (gold.fold[item] !== held) continue;
        rows.push([...row, ...(gold.more?.[item] ?? [])]);
        truth.push(gold.truth[item]!);
      }
    }
  }
  // The draws are of the same questions, and weigh no more than one: a ridge that grows with them.
  const penalty = rows.length / gold.votes.items.length;
  return { ...fitGold(gold, answers), regression: logisticRegression(rows, truth, penalty) };
}

/**
 * Probabilities of items by a calibration.
 *
 * @param image [items], which image an item is a label of
 * @param more as the gold that it was learned from has it
 */
export function applyCalibration(
  { prior, confusion, regression }: VoteCalibration,
  votes: VoteColumns,
  image: ArrayLike<number>,
  more?: GoldOfImages["more"],
): Consensus {
  const { logOdds } = inferTruth(votes, prior, confusion);
  const { intercept, coefficients } = regression;
  const weigh = (row: readonly number[], from: number) =>
    row.reduce((sum, value, at) => sum + value * coefficients[from + at]!, 0);
  const calibrated = Float64Array.from(
    voteFeatures(votes, logOdds, image),
    (row, item) => intercept + weigh(row, 0) + weigh(more?.[item] ?? [], row.length),
  );
  return { logOdds: calibrated, probability: calibrated.map(logistic) };
}

/** As calibrated votes judge each gold question, from the images of the other folds alone. */
export function crossFitCalibration(
  gold: GoldOfImages,
  asked: VoteColumns,
  options: CalibrationOptions,
): Consensus {
  const items = gold.votes.items.length;
  const result = { probability: new Float64Array(items), logOdds: new Float64Array(items) };
  for (const held of new Set(Array.from(gold.fold))) {
    const found = applyCalibration(
      calibrateVotes(leaveOut(gold, held), options),
      asked,
      gold.image,
      gold.more,
    );
    for (let item = 0; item < items; item++) {
      if (gold.fold[item] !== held) continue;
      result.probability[item] = found.probability[item]!;
      result.logOdds[item] = found.logOdds[item]!;
    }
  }
  return result;
}

function drawDepths({ votes, image }: GoldOfImages, { depths, draws = 8, random }: CalibrationOptions) {
  const answered = new Uint32Array(votes.items.length);
  for (const item of votes.item) answered[item]!++;
  let fewest = Number.POSITIVE_INFINITY;
  for (let at = 0; at < depths.length; at++) fewest = Math.min(fewest, depths[at]!);
  if (answered.every((number) => number <= fewest)) return [votes];
  return Array.from({ length: draws }, () => drawAnswers(votes, image, depths, random));
}

/** The same questions, those of a fold as if not known. */
const without = ({ votes, truth, fold }: GoldOfImages, held: number): Gold => ({
  votes,
  truth: Array.from(truth, (value, item) => (fold[item] === held ? Number.NaN : value)),
});

/** Without the questions of a fold. */
function leaveOut(gold: GoldOfImages, held: number): GoldOfImages {
  const stays = Array.from(gold.fold, (fold) => fold !== held);
  const place = new Uint32Array(stays.length);
  let kept = 0;
  for (const [item, stay] of stays.entries()) if (stay) place[item] = kept++;
  const { votes } = gold;
  const seats = Uint32Array.from(votes.item.keys()).filter((vote) => stays[votes.item[vote]!]);
  const pick = <Value>(values: ArrayLike<Value>) => Array.from(values).filter((_, item) => stays[item]);
  return {
    votes: {
      ...votes,
      items: pick(votes.items),
      item: seats.map((vote) => place[votes.item[vote]!]!),
      annotator: seats.map((vote) => votes.annotator[vote]!),
      answer: Uint8Array.from(seats, (vote) => votes.answer[vote]!),
    },
    truth: pick(gold.truth),
    image: pick(gold.image),
    fold: pick(gold.fold),
    ...(gold.more && { more: pick(gold.more) }),
  };
}
