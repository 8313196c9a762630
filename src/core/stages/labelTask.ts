import { type Chance, shuffle } from "../chance.ts";
import type { ProjectSettings } from "../project/settings.ts";
import type { RankedLabel } from "../proposals/packRanking.ts";
import { checkAnnotation } from "../tasks/checkAnnotation.ts";
import { groupCards } from "../tasks/groupCards.ts";
import { isDrawn } from "../tasks/isDrawn.ts";
import type { ServedCard } from "./servedPage.ts";
import type { TaskType } from "./taskType.ts";

export interface LabelFacts {
  image: string;
  person: string;
  settings: ProjectSettings;
  chance: Chance;
  proposals: readonly RankedLabel[];
  /** The labels that the person was ever asked about. */
  asked: readonly number[];
}

/** LABEL: which of the proposed labels, and of those that can be searched for, does the image hold? */
export const labelTask: TaskType<LabelFacts> = {
  serve({ image, person, settings, chance, proposals, asked }) {
    const cards = orderProposals(proposals, settings, (group) => chance(`${image} ${person} order ${group}`));
    const offered = new Set(cards.map(({ label }) => label));
    const questions = asked.filter((label) => !offered.has(label));
    return {
      cards: [...cards, ...questions.map((label) => ({ label, how: "question" as const, decide: true }))],
      groupSize: settings.groupSize,
      allGroups: isDrawn(chance, "all-groups", image, settings.allGroupsShare),
      commentOnChange: false,
    };
  },
  isQuestion: ({ how }) => how === "question",
  check: (answer, page, as) => checkAnnotation(answer, page, { isQuestion: labelTask.isQuestion, as }),
};

/** By rank; where the settings ask for it, shuffled inside each group. */
function orderProposals(
  proposals: readonly RankedLabel[],
  { groupSize, shuffleWithinGroups }: ProjectSettings,
  chanceOf: (group: number) => () => number,
): ServedCard[] {
  const labels = proposals.map(({ label }) => label);
  const groups = groupCards({ offered: labels.length, asked: 0, found: 0 }, groupSize);
  return groups
    .map(({ from, to }) => labels.slice(from, to))
    .flatMap((group, at) => (shuffleWithinGroups ? shuffle(group, chanceOf(at)) : group))
    .map((label) => ({ label, how: "proposal" }));
}
