import type { AnnotationDraft, DraftCard } from "../../src/contract/tasks/annotationDraft.ts";
import type { AssignmentView } from "../../src/contract/tasks/work.ts";

const shownMs = 1000;

/** The page as it stands when a person who opened every group has ticked these labels. */
export function fillPage(view: AssignmentView, chosen: readonly number[]): AnnotationDraft {
  const offered = view.cards.map(({ label }) => label);
  const found = chosen.filter((label) => !offered.includes(label));
  const cards: DraftCard[] = [
    ...view.cards.map(({ label, how }, position) => ({
      label,
      how,
      answer: chosen.includes(label) ? ("yes" as const) : null,
      position,
      shownMs,
    })),
    ...found.map((label, index) => ({
      label,
      how: "search" as const,
      answer: "yes" as const,
      position: offered.length + index,
      shownMs,
    })),
  ];
  const groups = Math.ceil(offered.length / view.groupSize);
  return {
    cards,
    groupsOpened: Array.from({ length: groups }, (_, group) => group),
    noneOfThese: chosen.length === 0,
    comment: view.stage === "refine" ? "As the photo shows." : "",
    flag: null,
    activeMs: 10_000,
  };
}
