import type { Answer, Decision, Origin } from "./decision.ts";

/** A label as it stands on a person's page. */
export interface PageCard {
  label: number;
  /** "no" only where the person said it: to a question, or of a disputed label. */
  answer: Answer | null;
  how: Origin;
  position: number;
  shownMs: number;
  /** Why a disputed label was kept or removed. */
  reason?: string | undefined;
  /** The person was asked about it: without an answer there is no decision. */
  decide?: boolean | undefined;
  /** Its object is the image's main one. */
  main?: true | undefined;
}

/**
 * What a submitted page says of each label. A label that was shown and not ticked becomes "no"; one that was not
 * shown gets no decision, nor does one that the person was asked about and did not answer. A label that the person
 * added by search counts as shown.
 */
export function decideLabels(cards: readonly PageCard[], shownAfterMs: number): Decision[] {
  return cards
    .filter(
      ({ answer, how, shownMs, decide }) =>
        answer !== null || (!decide && (how === "search" || shownMs >= shownAfterMs)),
    )
    .map(({ label, answer, how, position, shownMs, reason, main }) => ({
      label,
      answer: answer ?? "no",
      how,
      position,
      shownMs,
      ...(reason === undefined ? {} : { reason }),
      ...(main ? { main } : {}),
    }));
}
