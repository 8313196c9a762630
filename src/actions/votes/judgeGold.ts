import { type FitReport, judgeLabelSets } from "../../core/evaluation/judgePredictions.ts";
import { shareOfYes } from "../../stats/agreement/shareOfYes.ts";
import type { GoldVotes } from "./joinGold.ts";

/** Whether annotators' answers to gold questions have something to do with the true ones: their majority's labels are
 * compared with the true labels, image by image. */
export function judgeGold({ gold: { votes, truth } }: GoldVotes): FitReport {
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
    const at = numberOf(image, imageOf);
    const number = numberOf(label, labelOf);
    answered[at] ??= [];
    known[at] ??= [];
    if (shares[item]! > 0.5) answered[at].push(number);
    if (truth[item] === 1) known[at].push(number);
  }
  const names = { a: "the votes on gold questions", b: "their true answers" };
  return judgeLabelSets(answered, known, names, null);
}
