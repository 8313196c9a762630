import { evaluateAnswers, type FitReport } from "../../core/evaluation/evaluatePredictions.ts";
import type { Votes } from "../../files/votes/readVotes.ts";
import { shareOfYes } from "../../stats/agreement/shareOfYes.ts";

/**
 * Whether annotators' answers to gold questions are related to the true ones: the majority is compared with the truth,
 * question by question. Ties are left out.
 *
 * @param truthOf the true answer to an item of the votes; undefined for items that are not gold questions
 */
export function judgeGold(votes: Votes, truthOf: (item: number) => number | undefined): FitReport {
  const answers: number[] = [];
  const truths: number[] = [];
  for (const [item, share] of shareOfYes(votes).entries()) {
    const truth = truthOf(item);
    if (truth === undefined || Number.isNaN(share) || share === 0.5) continue;
    answers.push(share > 0.5 ? 1 : 0);
    truths.push(truth);
  }
  return evaluateAnswers(answers, truths);
}
