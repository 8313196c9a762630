import type { ReviewPosition, ReviewProgress, ReviewView, SavedReview } from "../../contract/review.ts";
import { beginForm, type ReviewForm, retype } from "./reviewForm.ts";
import { isSubmission, type WantedReview } from "./savedReviews.ts";

/** One image on this page. */
export interface ReviewWork {
  view: ReviewView;
  form: ReviewForm;
  /** Working time on it saved earlier. */
  earlierMs: number;
}

/** The image on a reviewer's page, and the reviewer's progress. */
export interface ReviewSession {
  /** null before the first image and after the last. */
  work: ReviewWork | null;
  /** Whether it is submitted and the server has not replied yet. */
  isSubmitted: boolean;
  progress: ReviewProgress | null;
  /** Submitted in this window and still reversible, the latest last. */
  steps: readonly string[];
}

/** What earlier visits left unsaved of a review. */
export type Kept = (review: string) => WantedReview | undefined;

export type ReviewEvent =
  | { kind: "arrived"; position: ReviewPosition; kept: Kept }
  | { kind: "loaded"; view: ReviewView; kept: Kept }
  /** New facts about the image shown from the server: what is chosen here stays. */
  | { kind: "learned"; view: ReviewView }
  | { kind: "change"; changes: Partial<ReviewForm> }
  /** Typing changed the comment. */
  | { kind: "type"; from: string; to: string }
  | { kind: "submit"; canUndo: boolean }
  /** A submission not confirmed yet, or shown as submitted, can be changed again. */
  | { kind: "undone"; view: ReviewView }
  | { kind: "saved"; saved: SavedReview }
  | { kind: "refused"; review: string };

export const emptyReview: ReviewSession = { work: null, isSubmitted: false, progress: null, steps: [] };

export function changeReview(session: ReviewSession, event: ReviewEvent): ReviewSession {
  const { work } = session;
  switch (event.kind) {
    case "arrived": {
      const { current, progress } = event.position;
      return { ...session, ...open(current, event.kept), progress };
    }
    case "loaded":
      return { ...session, ...open(event.view, event.kept) };
    case "learned":
      return work?.view.id === event.view.id ? { ...session, work: { ...work, view: event.view } } : session;
    case "change":
      return work ? { ...session, work: { ...work, form: { ...work.form, ...event.changes } } } : session;
    case "type": {
      if (!work) return session;
      const comment = retype(event, work.form.comment);
      return { ...session, work: { ...work, form: { ...work.form, comment } } };
    }
    case "submit":
      if (!work) return session;
      return {
        ...session,
        isSubmitted: true,
        steps: event.canUndo ? [...session.steps, work.view.id] : session.steps,
      };
    case "undone": {
      const { view } = event;
      const isShown = work?.view.id === view.id;
      const wasDone = view.state === "submitted";
      const { progress } = session;
      return {
        work: {
          ...(isShown ? work : begin(view)),
          view: { ...view, state: "open" },
        },
        isSubmitted: false,
        progress:
          progress && wasDone ? { ...progress, done: progress.done - 1, left: progress.left + 1 } : progress,
        steps: without(session.steps, view.id),
      };
    }
    case "saved": {
      const { review, revision, state } = event.saved;
      return work?.view.id === review
        ? { ...session, work: { ...work, view: { ...work.view, revision, state } } }
        : session;
    }
    case "refused":
      return {
        ...session,
        isSubmitted: session.isSubmitted && work?.view.id !== event.review,
        steps: without(session.steps, event.review),
      };
  }
}

/** Unsaved work takes precedence over what the server holds. */
function open(view: ReviewView | null, kept: Kept): Pick<ReviewSession, "work" | "isSubmitted"> {
  if (!view) return { work: null, isSubmitted: false };
  const unsaved = kept(view.id);
  const work = begin(view);
  if (!unsaved) return { work, isSubmitted: false };
  if (unsaved.kind === "settle")
    return { work: { ...work, form: { ...unsaved.answer, found: null } }, isSubmitted: true };
  const { activeMs, ...form } = unsaved.draft;
  return { work: { view, form, earlierMs: activeMs }, isSubmitted: isSubmission(unsaved) };
}

const begin = (view: ReviewView): ReviewWork => ({
  view,
  form: beginForm(view),
  earlierMs: view.draft.activeMs,
});

/** Whether it may no longer change: it is settled, or others were shown the answer. */
export const isReadOnly = ({ view }: ReviewWork): boolean => view.locked && !view.comparison?.myTurn;

const without = (steps: readonly string[], review: string) => steps.filter((id) => id !== review);
