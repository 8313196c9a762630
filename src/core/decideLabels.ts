import type { Decision, Origin } from "./decision.ts";

/** A label as it stands on a person's page. */
export interface PageCard {
  label: number;
  answer: "yes" | "unsure" | null;
  how: Origin;
  position: number;
  shownMs: number;
}

/**
 * What a submitted page says of each label. A label that was shown and not ticked becomes "no"; one that was not
 * shown gets no decision. A label that the person added by search counts as shown.
 */
export function decideLabels(cards: readonly PageCard[], shownAfterMs: number): Decision[] {
  return cards
    .filter(({ answer, how, shownMs }) => answer !== null || how === "search" || shownMs >= shownAfterMs)
    .map(({ label, answer, how, position, shownMs }) => ({
      label,
      answer: answer ?? "no",
      how,
      position,
      shownMs,
    }));
}
