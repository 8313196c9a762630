import type { PageCard } from "./decideLabels.ts";

export interface AnnotationToCheck {
  cards: readonly PageCard[];
  noneOfThese: boolean;
  comment: string;
}

/** What keeps an annotation from being submitted, in words for the person who made it. */
export interface AnnotationProblem {
  code: "answer-needed" | "comment-needed" | "bad-request" | "unknown-label";
  message: string;
}

/**
 * May this annotation be submitted?
 *
 * @param offered the labels that the image's page shows; others must have been found by search
 * @param labelCount the size of the label space
 * @param prechecked the labels that stood ticked when a refinement was opened; undefined in stage 2
 */
export function checkAnnotation(
  annotation: AnnotationToCheck,
  rules: {
    offered: readonly number[];
    labelCount: number;
    prechecked?: readonly number[];
    commentOnChange: boolean;
    /** Labels that need a yes or a no, and whether with a reason; none, if left out. */
    decide?: readonly number[];
    reasonOnDecision?: boolean;
  },
): AnnotationProblem | undefined {
  const problem = checkCards(annotation.cards, rules);
  if (problem) return problem;

  const chosen = annotation.cards.filter(({ answer }) => answer === "yes").map(({ label }) => label);
  const answered = annotation.cards.some(({ answer }) => answer === "yes" || answer === "unsure");
  const undecided = checkDecided(annotation.cards, rules);
  if (undecided) return undecided;
  if (annotation.noneOfThese && answered) {
    return { code: "bad-request", message: "“None of these” and ticked labels cannot both be submitted." };
  }
  if (!answered && !annotation.noneOfThese) {
    return { code: "answer-needed", message: "Tick what you see, or choose “None of these”." };
  }
  if (
    rules.prechecked &&
    rules.commentOnChange &&
    !sameSet(chosen, rules.prechecked) &&
    !annotation.comment.trim()
  ) {
    return { code: "comment-needed", message: "You changed the earlier answers: say why in the comment." };
  }
  return undefined;
}

/** Is there a yes or a no, with its reason, on every label that needs one? */
export function checkDecided(
  cards: readonly PageCard[],
  { decide = [], reasonOnDecision = false }: { decide?: readonly number[]; reasonOnDecision?: boolean },
): AnnotationProblem | undefined {
  const asked = decide.map((label) => cards.find((card) => card.label === label));
  if (!asked.every((card) => card?.answer === "yes" || card?.answer === "no")) {
    return { code: "answer-needed", message: "Keep or remove each disputed label first." };
  }
  if (reasonOnDecision && !asked.every((card) => card?.reason?.trim())) {
    return { code: "answer-needed", message: "Say why you keep or remove each disputed label." };
  }
  return undefined;
}

/** Cards that no page could have sent. Checked for drafts too. */
export function checkCards(
  cards: readonly PageCard[],
  { offered, labelCount }: { offered: readonly number[]; labelCount: number },
): AnnotationProblem | undefined {
  const seen = new Set<number>();
  for (const { label, how } of cards) {
    if (label >= labelCount) {
      return {
        code: "unknown-label",
        message: `There is no label ${label}: the last one is ${labelCount - 1}.`,
      };
    }
    if (seen.has(label)) return { code: "bad-request", message: `Label ${label} stands on two cards.` };
    if (how !== "search" && !offered.includes(label)) {
      return { code: "bad-request", message: `Label ${label} was not shown for this image.` };
    }
    seen.add(label);
  }
  return undefined;
}

function sameSet(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((label) => b.includes(label));
}
