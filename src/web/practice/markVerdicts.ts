import type { Verdicts } from "../../contract/practice/qualification.ts";
import type { AnnotationDraft } from "../../contract/tasks/annotationDraft.ts";
import type { AssignmentView } from "../../contract/tasks/work.ts";
import type { GoldVerdict } from "../../core/gold/scoreGold.ts";

/** Verdicts to learn from come first. */
export const verdictOrder: readonly GoldVerdict[] = ["missed", "wrong", "either", "unsure", "unknown", "hit"];

/**
 * The page of a practice image once its answers are known: the labels that the person or the experts chose, as fixed
 * cards with the person's own ticks.
 */
export function markVerdicts(
  view: AssignmentView,
  draft: AnnotationDraft,
  verdicts: Verdicts,
): AssignmentView {
  const place = ({ verdict }: Verdicts[number]) => verdictOrder.indexOf(verdict);
  const labels = verdicts.toSorted((a, b) => place(a) - place(b)).map(({ label }) => label);
  const own = new Map(draft.cards.map((card) => [card.label, card]));
  return {
    ...view,
    state: "submitted",
    locked: true,
    cards: labels.map((label) => ({ label, how: own.get(label)?.how ?? "proposal" })),
    draft: { ...draft, cards: draft.cards.filter(({ label }) => labels.includes(label)) },
  };
}
