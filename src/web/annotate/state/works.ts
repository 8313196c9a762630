import type { AnnotationDraft } from "../../../contract/tasks/annotationDraft.ts";
import type { AssignmentView } from "../../../contract/tasks/work.ts";
import { type AnnotationState, followRules, openAnnotation } from "./annotationState.ts";

/** One image on this page. */
export interface Work {
  view: AssignmentView;
  annotation: AnnotationState;
  /** Submitted as far as this page knows; the server may not have replied yet. */
  submitted: boolean;
  /** Put off, and the server has not replied yet. */
  skipped: boolean;
  /** What the page began with: times continue from there. */
  begunFrom: AnnotationDraft | null;
}

/** Unsaved work from an earlier visit, newer than what the server sent. */
export type KeptVersion =
  | { skipped: false; annotation: AnnotationDraft; submitted: boolean }
  | { skipped: true };
export type Kept = (assignment: string) => KeptVersion | undefined;

/** Whether nobody can change it any more, or only the lead can. */
export function isReadOnly(work: Work): boolean {
  return work.view.locked || work.view.state === "blocked";
}

/** The server's version of an image, combined with the work of this page and earlier visits. */
export function mergeView(known: Work | undefined, view: AssignmentView, kept: Kept): Work {
  const unsaved = kept(view.id);
  if (known && known.view.revision > view.revision) return known;
  if (known && !hasOtherCards(known, view) && (unsaved || known.view.revision === view.revision))
    return { ...known, view, annotation: followRules(known.annotation, view) };
  const work = {
    view,
    annotation: openAnnotation(view, view.draft),
    submitted: view.state === "submitted",
    skipped: false,
    begunFrom: view.draft,
  };
  return unsaved ? withKept(work, unsaved) : work;
}

/** The page's work on an image under possibly changed rules; the page knows better how far it is saved. */
export function learnRules(known: Work, view: AssignmentView, kept: Kept): Work {
  if (hasOtherCards(known, view)) return mergeView(known, view, kept);
  const { revision, state } = view.revision < known.view.revision ? known.view : view;
  return { ...known, view: { ...view, revision, state }, annotation: followRules(known.annotation, view) };
}

/** Whether a question or a hidden card was added since: then the page starts over from what is saved. */
export function hasOtherCards(known: Work, view: AssignmentView): boolean {
  const labels = ({ cards }: AssignmentView) => cards.map(({ label }) => label).join();
  return labels(known.view) !== labels(view) || (known.view.state === "submitted" && view.state === "open");
}

export function withKept(work: Work, kept: KeptVersion): Work {
  if (kept.skipped) return { ...work, submitted: false, skipped: true };
  const { annotation, submitted } = kept;
  return {
    ...work,
    annotation: openAnnotation(work.view, annotation),
    submitted,
    skipped: false,
    begunFrom: annotation,
  };
}

/** Whether it is still to be done. */
export function isOpen(work: Work | undefined): boolean {
  return work !== undefined && !work.submitted && !work.skipped;
}

/**
 * Whether maps of what a model sees may be shown: before the decision they would sway it. The server has the last word.
 */
export function canShowMaps({ view, submitted }: Work): boolean {
  const { refinement } = view;
  return (
    submitted || (refinement !== undefined && !refinement.blank && !refinement.gold && !refinement.hidden)
  );
}
