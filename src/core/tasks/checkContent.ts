import type { ServedPage } from "../stages/servedPage.ts";
import type { TaskType } from "../stages/taskType.ts";
import { type AnnotationToCheck, checkCards } from "./checkAnnotation.ts";

/** What is sent of a page: something to go on with, all but the comment, or an answer. */
export type SavedAs = "draft" | "decided" | "submitted";

/** Why something is refused, in words for the person who asked for it. */
export interface ContentProblem {
  code: "answer-needed" | "comment-needed" | "bad-request" | "unknown-label";
  message: string;
}

/**
 * What keeps what was sent from being stored; undefined where nothing does.
 *
 * A question that came later is no reason: work done offline may not know of it, and its person is asked again.
 */
export function checkContent(
  task: TaskType,
  answer: AnnotationToCheck,
  page: ServedPage,
  { labelCount, as }: { labelCount: number; as: SavedAs },
): ContentProblem | undefined {
  const offered = page.cards.map(({ label }) => label);
  const problem = checkCards(answer.cards, { ...page, offered, labelCount });
  if (problem || as === "draft") return problem;
  const cards = page.cards.map((card) => (task.isQuestion(card) ? { ...card, decide: false } : card));
  return task.check(answer, { ...page, cards }, as);
}
