import type { Interval } from "../../stats/intervals/interval.ts";
import { ratioInterval, sumRatio } from "../../stats/intervals/units/ratioInterval.ts";
import type { VoteColumns } from "../../stats/votes/voteColumns.ts";

/** Of the shares of no, maybe and yes in one row of a confusion matrix; null where no question of that truth was answered. */
export type RowIntervals = Record<"no" | "maybe" | "yes", Interval | null>;

/**
 * 95 % intervals of how annotators answer, from questions whose truth is known. They are over images, because the
 * questions about one image are answered alike.
 *
 * @param imageOf [items], the image of each question
 * @param truth [items], 1 yes, 0 no; every other number is left out
 * @param asHalves with two answers, a maybe is half a no and half a yes
 * @returns [annotators], of the rows where the truth is no and yes
 */
export function confusionIntervals(
  votes: VoteColumns,
  imageOf: readonly string[],
  truth: ArrayLike<number>,
  asHalves: boolean,
): { whenNo: RowIntervals; whenYes: RowIntervals }[] {
  // [annotators][truths], by image the answers no, maybe and yes.
  const counts = Array.from({ length: votes.annotators.length }, () => [
    new Map<string, [number, number, number]>(),
    new Map<string, [number, number, number]>(),
  ]);
  for (const [vote, item] of votes.item.entries()) {
    const is = truth[item];
    if (is !== 0 && is !== 1) continue;
    const byImage = counts[votes.annotator[vote]!]![is]!;
    const given = byImage.get(imageOf[item]!) ?? [0, 0, 0];
    byImage.set(imageOf[item]!, given);
    const answer = votes.answer[vote]!;
    if (asHalves && answer === 1) {
      given[0] += 0.5;
      given[2] += 0.5;
    } else given[answer]!++;
  }
  const rowOf = (images: Map<string, [number, number, number]>): RowIntervals => {
    const rows = [...images.values()];
    const interval = (at: number) =>
      ratioInterval(sumRatio(rows.map((given) => [given[at]!, given[0] + given[1] + given[2]])));
    return { no: interval(0), maybe: asHalves ? null : interval(1), yes: interval(2) };
  };
  return counts.map(([ofNo, ofYes]) => ({ whenNo: rowOf(ofNo!), whenYes: rowOf(ofYes!) }));
}
