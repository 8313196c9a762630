import {
  type AnswerModel,
  type ConfusionMatrices,
  countByTruth,
  inferTruth,
  toConfusion,
} from "./answerModel.ts";
import type { Consensus, VoteColumns } from "./voteColumns.ts";

/** Answers to questions whose truth is known. */
export interface Gold {
  votes: VoteColumns;
  /** [items of `votes`], 1 yes, 0 no; every other number: not known, such an item is left out. */
  truth: ArrayLike<number>;
}

export interface GoldFit {
  /** Share of yes among the gold questions. */
  prior: number;
  confusion: ConfusionMatrices;
}

/**
 * How annotators answer, from gold questions: counts with Laplace's +1. Who answered no gold question gets the mean of
 * the others' matrices.
 *
 * @param gold its annotators are those of the votes to be aggregated, in the same order
 * @returns a uniform matrix for everybody where nobody answered a gold question; prior NaN without gold questions
 * @see Beyer et al. (2020), Are we done with ImageNet?, section 3
 */
export function fitGold({ votes, truth }: Gold, answers: AnswerModel): GoldFit {
  const isGold = Array.from(truth, (value) => value === 0 || value === 1);
  const kept = Uint32Array.from(votes.item.keys()).filter((vote) => isGold[votes.item[vote] as number]);
  const pick = <Column extends Uint32Array | Uint8Array>(column: Column) =>
    kept.map((vote) => column[vote] as number);
  const goldVotes = {
    ...votes,
    item: pick(votes.item),
    annotator: pick(votes.annotator),
    answer: Uint8Array.from(pick(votes.answer)),
  };
  const confusion = toConfusion(countByTruth(goldVotes, truth), answers, 1);
  fillIn(confusion.shares, goldVotes.annotator);
  const questions = isGold.filter(Boolean).length;
  const yeses = Array.from(truth).filter((value) => value === 1).length;
  return { prior: yeses / questions, confusion };
}

/** Gives those without an answer the mean of the others' matrices. */
function fillIn(shares: Float64Array, annotator: Uint32Array): void {
  const cells = 6;
  const hasAnswered = new Uint8Array(shares.length / cells);
  for (const person of annotator) hasAnswered[person] = 1;
  const known = hasAnswered.reduce((sum, has) => sum + has, 0);
  if (known === 0) return;
  const mean = new Float64Array(cells);
  for (const [at, share] of shares.entries()) {
    if (hasAnswered[Math.floor(at / cells)]) mean[at % cells] = (mean[at % cells] as number) + share / known;
  }
  for (const [person, has] of hasAnswered.entries()) if (!has) shares.set(mean, person * cells);
}

/**
 * Dawid and Skene's model with the annotators known from gold questions: one step from matrices to probabilities, no
 * iteration. The ReaL labels were made this way.
 *
 * @param answers by default 3 where somebody answered maybe, else 2
 */
export function dawidSkeneWithGold(
  votes: VoteColumns,
  gold: Gold,
  answers: AnswerModel = votes.answer.includes(1) || gold.votes.answer.includes(1) ? 3 : 2,
): Consensus & GoldFit & { logLikelihood: number } {
  const fit = fitGold(gold, answers);
  return { ...fit, ...inferTruth(votes, fit.prior, fit.confusion) };
}
