import { expertsOfSample } from "../stages/labelAnew.ts";

/** What one expert says of an image of an audit sample. */
export interface ExpertAnswer {
  /** The labels that they saw in it, and those of which they were not sure. */
  yes: readonly number[];
  unsure: readonly number[];
  /** Why they could not judge it, or flagged it; null where neither. */
  doubt: string | null;
  /** Skipped twice: there is no answer but that the image cannot be judged. */
  isSkipped: boolean;
}

/** What was settled of a difference; null: the image cannot be judged. */
export interface Settlement {
  labels: readonly number[] | null;
}

/** How far an image of an audit sample is. */
export type AuditState =
  /** Answers of fewer experts than are asked. */
  | { kind: "waiting"; answers: number }
  /** They differ, or one could not judge it. */
  | { kind: "to-settle"; agreed: number[]; disputed: number[] }
  | { kind: "labelled"; labels: number[]; isSettled: boolean }
  | { kind: "not-judged" };

/**
 * How far an image is, by its experts' answers and what was settled. Where the sets are the same and nobody doubts, they
 * are its labels; everything else is settled.
 */
export function compareAnswers(
  answers: readonly ExpertAnswer[],
  settlement: Settlement | null,
  experts = expertsOfSample,
): AuditState {
  if (settlement)
    return settlement.labels === null
      ? { kind: "not-judged" }
      : { kind: "labelled", labels: ascending(settlement.labels), isSettled: true };
  if (answers.length < experts) return { kind: "waiting", answers: answers.length };
  const named = ascending(answers.flatMap(({ yes, unsure }) => [...yes, ...unsure]));
  const agreed = named.filter((label) => answers.every(({ yes }) => yes.includes(label)));
  const disputed = named.filter((label) => !agreed.includes(label));
  if (disputed.length > 0 || answers.some(({ doubt, isSkipped }) => isSkipped || doubt !== null))
    return { kind: "to-settle", agreed, disputed };
  return { kind: "labelled", labels: agreed, isSettled: false };
}

const ascending = (labels: readonly number[]): number[] => [...new Set(labels)].sort((a, b) => a - b);
