import type { Consensus, VoteColumns } from "./voteColumns.ts";

/** Two answers (no, yes; a maybe is half of each) or three (no, maybe, yes). */
export type AnswerModel = 2 | 3;

/** How each annotator answers, given the truth. */
export interface ConfusionMatrices {
  answers: AnswerModel;
  /** [annotators, 2 truths (no, yes), 3 answers (no, maybe, yes)]; with two answers those to maybe are 0. */
  shares: Float64Array;
}

/** A matrix has two rows of three. */
const cells = 6;

/**
 * Weighs each annotator's answers by the probability of the truth.
 *
 * @param probability [items]
 * @param times [items], how many equal items each stands for; by default 1
 * @returns [annotators, 2 truths, 3 answers], expected numbers of answers
 */
export function countByTruth(
  votes: VoteColumns,
  probability: ArrayLike<number>,
  times?: ArrayLike<number>,
): Float64Array {
  const { annotators, item, annotator, answer } = votes;
  const counts = new Float64Array(annotators.length * cells);
  for (let vote = 0; vote < item.length; vote++) {
    const no = (annotator[vote] as number) * cells + (answer[vote] as number);
    const yes = no + 3;
    const itemAt = item[vote] as number;
    const right = probability[itemAt] as number;
    const weight = times === undefined ? 1 : (times[itemAt] as number);
    counts[no] = (counts[no] as number) + weight * (1 - right);
    counts[yes] = (counts[yes] as number) + weight * right;
  }
  return counts;
}

/**
 * Makes confusion matrices of counts: `pseudocount` is added to each cell and each row divided by its sum. A row without
 * any count is uniform: nothing is known.
 *
 * @param counts [annotators, 2 truths, 3 answers]
 */
export function toConfusion(
  counts: Float64Array,
  answers: AnswerModel,
  pseudocount: number,
): ConfusionMatrices {
  const shares = new Float64Array(counts.length);
  for (let row = 0; row < counts.length; row += 3) {
    let no = (counts[row] as number) + pseudocount;
    let maybe = counts[row + 1] as number;
    let yes = (counts[row + 2] as number) + pseudocount;
    if (answers === 2) {
      no += maybe / 2;
      yes += maybe / 2;
      maybe = 0;
    } else maybe += pseudocount;
    const sum = no + maybe + yes;
    shares[row] = sum === 0 ? 1 / answers : no / sum;
    shares[row + 1] = sum === 0 ? 1 - 2 / answers : maybe / sum;
    shares[row + 2] = sum === 0 ? 1 / answers : yes / sum;
  }
  return { answers, shares };
}

/** The logarithms of the matrices; with two answers a maybe is half a no and half a yes. */
function toLogarithms({ answers, shares }: ConfusionMatrices): Float64Array {
  const logs = shares.map(Math.log);
  if (answers === 3) return logs;
  for (let row = 0; row < logs.length; row += 3) {
    logs[row + 1] = ((logs[row] as number) + (logs[row + 2] as number)) / 2;
  }
  return logs;
}

/**
 * The truth's probability from the prior and the answers, by Bayes' rule in logarithms: answers are taken as independent
 * given the truth.
 *
 * @param prior probability of yes before any answer
 * @param times [items], how many equal items each stands for; by default 1
 * @returns with the natural logarithm of the likelihood of all answers
 */
export function inferTruth(
  votes: VoteColumns,
  prior: number,
  confusion: ConfusionMatrices,
  times?: ArrayLike<number>,
): Consensus & { logLikelihood: number } {
  const { items, item, annotator, answer } = votes;
  const logs = toLogarithms(confusion);
  const no = new Float64Array(items.length).fill(Math.log(1 - prior));
  const yes = new Float64Array(items.length).fill(Math.log(prior));
  for (let vote = 0; vote < item.length; vote++) {
    const itemAt = item[vote] as number;
    const cell = (annotator[vote] as number) * cells + (answer[vote] as number);
    no[itemAt] = (no[itemAt] as number) + (logs[cell] as number);
    yes[itemAt] = (yes[itemAt] as number) + (logs[cell + 3] as number);
  }
  const probability = new Float64Array(items.length);
  const logOdds = new Float64Array(items.length);
  let logLikelihood = 0;
  for (let itemAt = 0; itemAt < items.length; itemAt++) {
    const difference = (yes[itemAt] as number) - (no[itemAt] as number);
    logOdds[itemAt] = difference;
    // The less likely of the two truths over the more likely, so that e^x never overflows.
    const ratio = Math.exp(-Math.abs(difference));
    probability[itemAt] = difference > 0 ? 1 / (1 + ratio) : ratio / (1 + ratio);
    const ofItem = Math.max(no[itemAt] as number, yes[itemAt] as number) + Math.log1p(ratio);
    logLikelihood += times === undefined ? ofItem : (times[itemAt] as number) * ofItem;
  }
  return { logOdds, probability, logLikelihood };
}
