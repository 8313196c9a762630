import type { AssignmentView } from "../../../contract/tasks/work.ts";
import type { Answer } from "../../../core/tasks/decision.ts";

/** What the page wrote into a comment when an earlier answer was taken over, and when that is true. */
export interface Taken {
  words: string;
  /** Ticked where the words fit. */
  labels: readonly number[];
  /** What the comment said without them. */
  own: string;
}

/** What of a page's state is looked at. */
interface Commented {
  taken?: Taken | null;
  cards: readonly { label: number; answer: Answer | null }[];
  comment: string;
}

/** What a comment says when an earlier answer is taken over: "A's answer.", "A's and B's answers together." */
export function takenWords(who: readonly string[]): string {
  return who.length === 1
    ? `${who[0]}'s answer.`
    : `${who.map((letter) => `${letter}'s`).join(" and ")} answers together.`;
}

/** A comment without such words before it. */
export const ownWords = (comment: string): string =>
  comment.replace(/^(?:\w's(?: and \w's)* answers?(?: together)?\.\s*)/, "").trim();

/** Words that the page itself wrote on an earlier visit, and nothing else beside them. */
export function findTaken({ refinement }: AssignmentView, comment: string): Taken | null {
  const annotators = refinement?.annotators ?? [];
  const choices = [...annotators.map((one) => [one]), annotators].filter(({ length }) => length > 0);
  const found = choices.find((chosen) => takenWords(chosen.map(({ who }) => who)) === comment);
  return found ? { words: comment, labels: [...new Set(found.flatMap(({ yes }) => yes))], own: "" } : null;
}

/** What the page wrote of an earlier answer stands in the comment while that is what is ticked, and only then. */
export function fitComment<State extends Commented>(state: State): State {
  const { taken, cards } = state;
  if (!taken) return state;
  const ticked = cards.filter(({ answer }) => answer === "yes");
  const fits =
    ticked.length === taken.labels.length &&
    ticked.every(({ label }) => taken.labels.includes(label)) &&
    !cards.some(({ answer }) => answer === "unsure");
  const comment = fits ? [taken.words, taken.own].filter(Boolean).join(" ") : taken.own;
  return comment === state.comment ? state : { ...state, comment };
}
