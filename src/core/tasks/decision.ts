/** What a person said of a label on an image. A label that was never shown to them has no decision at all. */
export const answers = ["yes", "no", "unsure"] as const;
export type Answer = (typeof answers)[number];

/** How a label came before the person who decided on it. */
export const origins = ["proposal", "precheck", "search", "question", "original"] as const;
export type Origin = (typeof origins)[number];

/** One person's answer on one label of one image. */
export interface Decision {
  /** The label's index in its label space. */
  label: number;
  answer: Answer;
  how: Origin;
  /** Where its card stood, counted from 0. */
  position: number;
  /** Milliseconds for which its card was on screen. */
  shownMs: number;
  /** Why an expert kept or removed a disputed label, where it was asked for. */
  reason?: string | null;
  /** Its object is the image's main one, where that was asked: of one label that was ticked. */
  main?: true;
}

/** The labels that got this answer, ascending. */
export function labelsAnswered(decisions: readonly Decision[], answer: Answer): number[] {
  return decisions
    .filter((decision) => decision.answer === answer)
    .map((decision) => decision.label)
    .sort((a, b) => a - b);
}
