import type { RefObject } from "react";
import { checkReview } from "../../core/review/review.ts";
import type { ActiveClock } from "../annotate/time/activeClock.ts";
import { explainFailure } from "../client/explainFailure.ts";
import type { Saver } from "../saving/saving.ts";
import type { Busy } from "../saving/useBusy.ts";
import type { ReviewLoader } from "./reviewLoader.ts";
import { isReadOnly, type ReviewEvent, type ReviewSession, type ReviewWork } from "./reviewSession.ts";
import type { Step } from "./reviewTurns.ts";
import type { WantedReview } from "./savedReviews.ts";
import type { ReviewNotices } from "./useReviewNotices.ts";

interface Options {
  latest: RefObject<ReviewSession>;
  apply(event: ReviewEvent): ReviewSession;
  saver: Saver<WantedReview>;
  loader: ReviewLoader;
  notices: ReviewNotices;
  busy: Busy;
  clockOf(work: ReviewWork): ActiveClock;
  loadNext(): void;
  /** Called when an image was brought back, so that whatever waited for it can run. */
  onBroughtBack(): void;
}

/** Carries out a person's acts on the review page: on the image as it is now, not as it was last rendered. */
export function reviewActs(options: Options): (step: Step) => void {
  const { latest, apply, saver, loader, notices, busy, clockOf, loadNext, onBroughtBack } = options;

  function wantedOf(work: ReviewWork, state: "draft" | "submitted"): WantedReview {
    const { cause, verdict, comment } = work.form;
    if (state === "submitted" && work.view.comparison && cause !== null)
      return { kind: "settle", answer: { cause, verdict, comment } };
    const activeMs = Math.round(clockOf(work).activeMs());
    return { kind: "save", state, draft: { ...work.form, activeMs } };
  }

  function change(event: ReviewEvent & { kind: "change" | "type" }) {
    const before = latest.current;
    if (!before.work || before.isSubmitted || isReadOnly(before.work)) return;
    const { work } = apply(event);
    notices.setProblem(null);
    if (!work) return;
    notices.endRefusal(work.view.id, "gone");
    // There are no drafts of joint answers.
    if (!work.view.comparison) saver.save(work.view.id, wantedOf(work, "draft"));
  }

  function submit() {
    const { work, isSubmitted } = latest.current;
    if (!work || isSubmitted) return;
    const { view, form } = work;
    if (isReadOnly(work)) return loadNext();
    const hasOriginal = view.originals.length > 0;
    const missing = checkReview(form, { labelCount: Number.POSITIVE_INFINITY, hasOriginal });
    if (missing) return notices.setProblem(missing.message);
    notices.setProblem(null);
    notices.clearToast();
    notices.endRefusal(view.id);
    apply({ kind: "submit", canUndo: !view.comparison && form.found === null });
    saver.save(view.id, wantedOf(work, "submitted"));
  }

  /** Undoes what waits to be sent, or else the last submission of this window. */
  async function undo() {
    const { work, isSubmitted, steps } = latest.current;
    const last = steps.at(-1);
    if (last === undefined) return;
    notices.clearToast();
    notices.setProblem(null);
    if (isSubmitted && work?.view.id === last) {
      apply({ kind: "undone", view: work.view });
      saver.save(last, wantedOf(work, "draft"));
      return onBroughtBack();
    }
    saver.flush();
    try {
      await busy.during(loader.bringBack(last));
    } catch (cause) {
      notices.setProblem(explainFailure(cause).text);
    }
    onBroughtBack();
  }

  return (step) => {
    if (step.kind === "submit") submit();
    else if (step.kind === "undo") void undo();
    else change(step);
  };
}
