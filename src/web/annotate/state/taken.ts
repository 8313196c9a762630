import type { AssignmentView } from "../../../contract/tasks/work.ts";
import type { Answer } from "../../../core/tasks/decision.ts";

/** What the page wrote into a comment when an earlier answer was taken over, and while it holds. */
export interface Taken {
  words: string;
  /** The ticked labels for which the words hold. */
  labels: readonly number[];
  /** The comment without these words. */
  own: string;
}

/** The part of a page's state needed here. */
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

/** A comment without such words in front. */
export const ownWords = (comment: string): string =>
  comment.replace(/^(?:\w's(?: and \w's)* answers?(?: together)?\.\s*)/, "").trim();

/** Recognizes a comment that consists only of words the page wrote on an earlier visit. */
export function findTaken({ refinement }: AssignmentView, comment: string): Taken | null {
  const annotators = refinement?.annotators ?? [];
  const choices = [...annotators.map((one) => [one]), annotators].filter(({ length }) => length > 0);
  const found = choices.find((chosen) => takenWords(chosen.map(({ who }) => who)) === comment);
  return found ? { words: comment, labels: [...new Set(found.flatMap(({ yes }) => yes))], own: "" } : null;
}

/** Keeps the page's words on an earlier answer in the comment while, and only while, they match the ticks. */
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
