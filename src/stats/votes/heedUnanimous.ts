import { countAnswers } from "../agreement/countAnswers.ts";
import type { Consensus, VoteColumns } from "./voteColumns.ts";

/**
 * Keeps answers that are all alike from being taken for evidence of the contrary, as a model does that has little to
 * learn annotators from: an item to which everybody said yes gets no less than the prior, and one to which everybody
 * said no gets no more than it, nor more than one half.
 *
 * @param prior the probability of yes before any answer
 * @returns with how many items were changed
 */
export function heedUnanimous(
  votes: VoteColumns,
  { probability, logOdds }: Consensus,
  prior: number,
): Consensus & { changed: number } {
  const { no, maybe, yes } = countAnswers(votes);
  const heeded = { probability: probability.slice(), logOdds: logOdds.slice() };
  const max = Math.min(prior, 0.5);
  let changed = 0;
  for (let item = 0; item < probability.length; item++) {
    const isYes = yes[item]! > 0 && no[item] === 0 && maybe[item] === 0;
    const isNo = no[item]! > 0 && yes[item] === 0 && maybe[item] === 0;
    const bound = isYes ? prior : max;
    if (isYes ? probability[item]! < bound : isNo && probability[item]! > bound) {
      heeded.probability[item] = bound;
      heeded.logOdds[item] = Math.log(bound / (1 - bound));
      changed++;
    }
  }
  return { ...heeded, changed };
}
