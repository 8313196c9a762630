import { type Chance, shuffle } from "../chance.ts";
import { checkAnnotation } from "../tasks/checkAnnotation.ts";
import { groupCards } from "../tasks/groupCards.ts";
import type { TaskType } from "./taskType.ts";

export interface ExhaustiveFacts {
  image: string;
  person: string;
  chance: Chance;
  groupSize: number;
  /** The labels that the page offers, the likeliest first. */
  labels: readonly number[];
}

/**
 * Which labels does the image hold, all of them? Many more than would be proposed stand on cards, none is ticked, each
 * group is opened, and what no card has is searched for before the answer is given.
 */
export const exhaustiveTask: TaskType<ExhaustiveFacts> = {
  serve({ image, person, chance, groupSize, labels }) {
    const groups = groupCards({ offered: labels.length, asked: 0, found: 0 }, groupSize);
    const cards = groups.flatMap(({ from, to }, group) =>
      shuffle(labels.slice(from, to), chance(`${image} ${person} exhaustive ${group}`)),
    );
    return {
      cards: cards.map((label) => ({ label, how: "proposal" })),
      groupSize,
      allGroups: true,
      commentOnChange: false,
      mustSearch: true,
    };
  },
  isQuestion: () => false,
  check: (answer, page, as) => checkAnnotation(answer, page, { isQuestion: exhaustiveTask.isQuestion, as }),
};
