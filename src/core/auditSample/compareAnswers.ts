import type { Chance } from "../chance.ts";
import { expertsOfSample } from "../stages/labelAnew.ts";
import { chooseSecondLook, type SecondLookAt } from "./chooseSecondLook.ts";

/** What one expert says of an image of an audit sample. */
export interface ExpertAnswer {
  /** The labels that they saw in it, and those of which they were not sure. */
  yes: readonly number[];
  unsure: readonly number[];
  /** Why they could not judge it, or flagged it; null if neither. */
  doubt: string | null;
  /** Skipped twice: there is no answer but that the image cannot be judged. */
  isSkipped: boolean;
}

/** What was settled of an image. */
export interface Settlement {
  /** null: it cannot be judged. */
  labels: readonly number[] | null;
  /** Labels that neither expert had named, and that were asked about. */
  asked: readonly number[];
}

/** All that is known of an image besides what its experts answered. */
export interface AuditedImage extends SecondLookAt {
  settlement: Settlement | null;
  chance: Chance;
}

/** How far an image of an audit sample is. */
export type AuditState =
  /** Fewer experts have answered than are asked. */
  | { kind: "waiting"; answers: number }
  /** They differ, one could not judge it, or labels that neither named are to be asked about. */
  | { kind: "to-settle"; agreed: number[]; disputed: number[]; asked: number[] }
  | { kind: "labelled"; labels: number[]; isSettled: boolean }
  | { kind: "not-judged" };

/**
 * How far an image is, by its experts' answers and what was settled. Where the sets are the same, nobody doubts and no
 * release has a label that neither named, they are its labels; everything else is settled. What was settled stays, unless
 * a release that was drawn later has labels that nobody was asked about.
 */
export function compareAnswers(
  answers: readonly ExpertAnswer[],
  image: AuditedImage,
  experts = expertsOfSample,
): AuditState {
  const { settlement, released, chance } = image;
  if (!settlement && answers.length < experts) return { kind: "waiting", answers: answers.length };
  const named = ascending(answers.flatMap(({ yes, unsure }) => [...yes, ...unsure]));
  if (settlement) {
    if (settlement.labels === null) return { kind: "not-judged" };
    const known = [...named, ...settlement.asked, ...settlement.labels];
    if (released.every((label) => known.includes(label)))
      return { kind: "labelled", labels: ascending(settlement.labels), isSettled: true };
  }
  const agreed = named.filter((label) => answers.every(({ yes }) => yes.includes(label)));
  const disputed = named.filter((label) => !agreed.includes(label));
  const isShown = disputed.length > 0 || answers.some(({ doubt, isSkipped }) => isSkipped || doubt !== null);
  const asked = chooseSecondLook(image, { named, isShown, chance });
  return isShown || asked.length > 0
    ? { kind: "to-settle", agreed, disputed, asked }
    : { kind: "labelled", labels: agreed, isSettled: false };
}

const ascending = (labels: readonly number[]): number[] => [...new Set(labels)].sort((a, b) => a - b);
