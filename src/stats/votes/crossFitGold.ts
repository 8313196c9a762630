import { type AnswerModel, inferTruth } from "./answerModel.ts";
import { fitGold, type Gold } from "./dawidSkeneWithGold.ts";
import type { Consensus, VoteColumns } from "./voteColumns.ts";

export interface GoldPrediction extends Consensus {
  /**
   * [votes], the probability that this annotator answers yes about an item of this truth; with two answers it includes
   * half of the maybes.
   */
  expectedYes: Float64Array;
}

/**
 * Predicts each gold question by matrices and a prior from the gold questions of the other folds.
 *
 * @param gold its truth known for every item
 * @param fold [items]; what must not help to predict itself, such as the labels of one image, is in one fold
 * @param asked the answers that each question is judged by; by default all
 */
export function crossFitGold(
  gold: Gold,
  fold: ArrayLike<number>,
  answers: AnswerModel,
  asked: VoteColumns = gold.votes,
): GoldPrediction {
  const folds = [...new Set(Array.from(fold))];
  const judged = { ...gold, votes: asked };
  const result = emptyPrediction(judged);
  for (const held of folds) {
    const truth = Array.from(gold.truth, (value, item) => (fold[item] === held ? Number.NaN : value));
    predict(judged, { ...gold, truth }, answers, (item) => fold[item] === held, result);
  }
  return result;
}

/** Predicts each gold question by matrices to which it has itself contributed: too good to be true elsewhere. */
export function fitGoldInSample(gold: Gold, answers: AnswerModel): GoldPrediction {
  const result = emptyPrediction(gold);
  predict(gold, gold, answers, () => true, result);
  return result;
}

const emptyPrediction = ({ votes }: Gold): GoldPrediction => ({
  probability: new Float64Array(votes.items.length),
  logOdds: new Float64Array(votes.items.length),
  expectedYes: new Float64Array(votes.item.length),
});

/** Writes into `result` what is predicted about the held items. */
function predict(
  { votes, truth }: Gold,
  known: Gold,
  answers: AnswerModel,
  isHeld: (item: number) => boolean,
  result: GoldPrediction,
): void {
  const { prior, confusion } = fitGold(known, answers);
  const { probability, logOdds } = inferTruth(votes, prior, confusion);
  for (let item = 0; item < votes.items.length; item++) {
    if (!isHeld(item)) continue;
    result.probability[item] = probability[item] as number;
    result.logOdds[item] = logOdds[item] as number;
  }
  for (let vote = 0; vote < votes.item.length; vote++) {
    const item = votes.item[vote] as number;
    if (!isHeld(item)) continue;
    const row = (votes.annotator[vote] as number) * 6 + (truth[item] as number) * 3;
    result.expectedYes[vote] = confusion.shares[row + 2] as number;
  }
}
