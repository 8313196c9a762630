import { evaluateLabelSets, type FitReport } from "../../core/evaluation/evaluatePredictions.ts";
import type { Votes } from "../../files/votes/readVotes.ts";
import { shareOfYes } from "../../stats/agreement/shareOfYes.ts";

/**
 * Whether annotators' answers to gold questions have something to do with the true ones: their majority's labels are
 * compared with the true labels, image by image.
 *
 * @param truthOf the true answer to an item of the votes; undefined for what is no gold question
 */
export function judgeGold(votes: Votes, truthOf: (item: number) => number | undefined): FitReport {
  const shares = shareOfYes(votes);
  const imageOf = new Map<string, number>();
  const labelOf = new Map<string, number>();
  const numberOf = (name: string, numbers: Map<string, number>) => {
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  };
  const answered: number[][] = [];
  const known: number[][] = [];
  for (const [item, { image, label }] of votes.items.entries()) {
    const truth = truthOf(item);
    if (truth === undefined) continue;
    const at = numberOf(image, imageOf);
    const number = numberOf(label, labelOf);
    answered[at] ??= [];
    known[at] ??= [];
    if (shares[item]! > 0.5) answered[at].push(number);
    if (truth === 1) known[at].push(number);
  }
  const names = { a: "the votes on gold questions", b: "their true answers" };
  return evaluateLabelSets(answered, known, names, null);
}
