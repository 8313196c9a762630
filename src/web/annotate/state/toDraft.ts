import type { AnnotationDraft } from "../../../contract/tasks/annotationDraft.ts";
import type { AnnotationState } from "./annotationState.ts";

/** A page's state in its stored form. */
export function toDraft(
  state: AnnotationState,
  times: { shownMs: (label: number) => number; activeMs: number },
): AnnotationDraft {
  return {
    cards: state.cards.map(({ label, how, answer, reason, main }, position) => ({
      label,
      answer,
      how,
      position,
      shownMs: Math.round(times.shownMs(label)),
      ...(reason ? { reason } : {}),
      ...(main ? { main } : {}),
    })),
    groupsOpened: [...state.groupsOpened].sort((a, b) => a - b),
    ...(state.groupsForced.length > 0 ? { groupsForced: [...state.groupsForced].sort((a, b) => a - b) } : {}),
    noneOfThese: state.noneOfThese,
    ...(state.searched ? { searched: true as const } : {}),
    comment: state.comment,
    flag: state.flag,
    activeMs: Math.round(times.activeMs),
  };
}
