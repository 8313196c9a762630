import { type Chance, shuffle } from "../chance.ts";
import { checkAnnotation } from "../tasks/checkAnnotation.ts";
import type { TaskType } from "./taskType.ts";

/** Maximum number of cards on a page; of more candidates the first ones are asked. */
const maxCards = 20;

export interface ClassifyFacts {
  image: string;
  person: string;
  chance: Chance;
  groupSize: number;
  /** The labels that are asked about, the likeliest first. */
  candidates: readonly number[];
}

/**
 * CLASSIFY: which of these labels belong to distinct objects of the image, and which object is the main one? Everybody
 * is shown all of them, in an order of their own: the share of people who tick a label is of all who answered, and an
 * order by what is likely would sway them.
 *
 * @see Tsipras et al. (2020), From ImageNet to Image Classification, section 3.2
 */
export const classifyTask: TaskType<ClassifyFacts> = {
  serve: ({ image, person, chance, groupSize, candidates }) => ({
    cards: shuffle(candidates.slice(0, maxCards), chance(`${image} ${person} classify`)).map((label) => ({
      label,
      how: "proposal",
    })),
    groupSize,
    allGroups: true,
    commentOnChange: false,
    closed: true,
    asksMain: true,
  }),
  isQuestion: () => false,
  check: (answer, page, as) => checkAnnotation(answer, page, { isQuestion: classifyTask.isQuestion, as }),
};
