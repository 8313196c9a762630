import { shareOfYes } from "../agreement/shareOfYes.ts";
import {
  type AnswerModel,
  type ConfusionMatrices,
  countByTruth,
  inferTruth,
  toConfusion,
} from "./answerModel.ts";
import { groupAlikeItems } from "./groupAlikeItems.ts";
import type { Consensus, VoteColumns } from "./voteColumns.ts";

export interface DawidSkeneOptions {
  /** By default 3 where somebody answered maybe, else 2. */
  answers?: AnswerModel;
  /**
   * Added to each cell of each annotator's matrix. Small by default: it only keeps an answer that somebody never gave
   * from being impossible. With 1, as is usual for counts, each round pulls the matrices of people with few answers
   * to chance; on small data the probabilities then collapse to the prior.
   */
  epsilon?: number;
  /** It has converged when no probability changes by more than this in a round. */
  tolerance?: number;
  maxIterations?: number;
}

export interface DawidSkene extends Consensus {
  /** Mean probability of yes, which the last round started from. */
  prior: number;
  confusion: ConfusionMatrices;
  iterations: number;
  converged: boolean;
  /** Natural logarithm, of all answers under prior and matrices. */
  logLikelihood: number;
  /**
   * What the rounds maximise, and never lower: `logLikelihood` and `epsilon` times the sum of the logarithms of all cells
   * of the matrices (adding epsilon to a cell's count is a prior on it). Without epsilon it is the likelihood alone.
   */
  objective: number;
}

/**
 * Estimates truth and annotators together, by expectation maximisation from the share of yes. Each round: the prior is
 * the mean probability, each annotator's confusion matrix is counted with the probabilities as weights, and the
 * probabilities follow from both. Annotators are taken to err independently; where they do not, it is overconfident.
 * Items with the same answers of the same people are one, counted as often as they occur: they cannot differ in truth.
 *
 * @param votes each item with at least one vote; the items of one label, or of all labels pooled
 * @see Dawid and Skene (1979), Maximum likelihood estimation of observer error-rates using the EM algorithm
 */
export function dawidSkene(votes: VoteColumns, options: DawidSkeneOptions = {}): DawidSkene {
  const { epsilon = 0.01, tolerance = 1e-6, maxIterations = 500 } = options;
  const answers = options.answers ?? (votes.answer.includes(1) ? 3 : 2);
  const { alike, times, groupOf } = groupAlikeItems(votes);
  let probability = shareOfYes(alike);
  for (let iterations = 1; ; iterations++) {
    const prior = mean(probability, times);
    const confusion = toConfusion(countByTruth(alike, probability, times), answers, epsilon);
    const inferred = inferTruth(alike, prior, confusion, times);
    const converged = greatestChange(probability, inferred.probability) <= tolerance;
    if (converged || iterations >= maxIterations) {
      const ofItems = (values: Float64Array) =>
        Float64Array.from(groupOf, (group) => values[group] as number);
      return {
        probability: ofItems(inferred.probability),
        logOdds: ofItems(inferred.logOdds),
        logLikelihood: inferred.logLikelihood,
        objective: inferred.logLikelihood + epsilon * sumOfLogarithms(confusion),
        prior,
        confusion,
        iterations,
        converged,
      };
    }
    probability = inferred.probability;
  }
}

/** Over the cells that somebody can give; 0 where one of them is impossible, which epsilon excludes. */
function sumOfLogarithms({ answers, shares }: ConfusionMatrices): number {
  let sum = 0;
  for (let cell = 0; cell < shares.length; cell++) {
    if (answers === 2 && cell % 3 === 1) continue;
    const share = shares[cell] as number;
    if (share > 0) sum += Math.log(share);
  }
  return sum;
}

function mean(values: Float64Array, times: Uint32Array): number {
  let sum = 0;
  let count = 0;
  for (let at = 0; at < values.length; at++) {
    sum += (values[at] as number) * (times[at] as number);
    count += times[at] as number;
  }
  return sum / count;
}

function greatestChange(before: Float64Array, after: Float64Array): number {
  let greatest = 0;
  for (let at = 0; at < before.length; at++) {
    greatest = Math.max(greatest, Math.abs((before[at] as number) - (after[at] as number)));
  }
  return greatest;
}
