import type { Comparison, ReviewDraft, ReviewView } from "../../contract/review.ts";
import { sameAnswer } from "../../core/review/review.ts";

/** What a person can change on the page: their review, or their answer on a difference. */
export type ReviewForm = Pick<ReviewDraft, "cause" | "verdict" | "comment" | "found">;

/**
 * What the page starts with. For a difference it is the joint answer that another reviewer suggests, so that Enter
 * confirms it; without one, whatever all of them agree on.
 */
export function beginForm({ draft, comparison }: ReviewView): ReviewForm {
  if (!comparison) {
    const { cause, verdict, comment, found } = draft;
    return { cause, verdict, comment, found };
  }
  const mine = comparison.answers.find((answer) => answer.mine)?.joint;
  const joint = suggested(comparison) ?? mine;
  if (joint) return { cause: joint.cause, verdict: joint.verdict, comment: mine?.comment ?? "", found: null };
  const alike = <Value>(values: Value[]) => (new Set(values).size === 1 ? (values[0] ?? null) : null);
  return {
    cause: alike(comparison.answers.map(({ cause }) => cause)),
    verdict: alike(comparison.answers.map(({ verdict }) => verdict)),
    comment: "",
    found: null,
  };
}

/** The joint answer given by another reviewer and not by this one; the first if there are several. */
export function suggested({ answers }: Comparison) {
  const mine = answers.find((answer) => answer.mine)?.joint;
  return (
    answers.find(({ mine: own, joint }) => !own && joint && !(mine && sameAnswer(joint, mine)))?.joint ?? null
  );
}

/** Whether the choice confirms another reviewer's suggestion. */
export function confirms(comparison: Comparison, { cause, verdict }: ReviewForm): boolean {
  const joint = suggested(comparison);
  return joint !== null && joint.cause === cause && joint.verdict === verdict;
}

/**
 * Applies to one comment what typing did to another: if an image was submitted meanwhile, the letters belong to the
 * next.
 */
export function retype({ from, to }: { from: string; to: string }, comment: string): string {
  if (comment === from) return to;
  const shorter = Math.min(from.length, to.length);
  let start = 0;
  while (start < shorter && from[start] === to[start]) start++;
  let end = 0;
  while (end < shorter - start && from.at(-1 - end) === to.at(-1 - end)) end++;
  const removed = from.slice(start, from.length - end);
  const kept = comment.endsWith(removed) ? comment.slice(0, comment.length - removed.length) : comment;
  return kept + to.slice(start, to.length - end);
}
