import type { RefObject } from "react";
import type { SaveReviewReply } from "../../contract/review.ts";
import type { Refused, Saver } from "../saving/saving.ts";
import { becameWords } from "./becameWords.ts";
import type { ReviewLoader } from "./reviewLoader.ts";
import type { ReviewEvent, ReviewSession } from "./reviewSession.ts";
import {
  isSubmission,
  type ReviewConflict,
  type ReviewRequest,
  savedReviews,
  type WantedReview,
} from "./savedReviews.ts";
import type { ReviewNotices } from "./useReviewNotices.ts";

interface Options {
  latest: RefObject<ReviewSession>;
  apply(event: ReviewEvent): ReviewSession;
  saver: Saver<WantedReview>;
  loader: ReviewLoader;
  notices: ReviewNotices;
  loadNext(): void;
  /** A review was submitted: numbers elsewhere are counted again. */
  onSubmitted(): void;
  /** Another image is shown, or the same one again: whatever waited for it can run. */
  onShown(): void;
}

/** How the page reacts to the server's replies and refusals, and to other tabs. */
export function reviewReplies(options: Options) {
  const { latest, apply, saver, loader, notices, loadNext, onSubmitted, onShown } = options;
  return {
    onSaved(id: string, { saved, next }: SaveReviewReply, request: ReviewRequest) {
      const { work, isSubmitted, steps } = apply({ kind: "saved", saved });
      notices.endRefusal(id);
      const wanted = savedReviews.wantedOf(request);
      // A draft, or a submission undone meanwhile.
      if (!isSubmission(wanted) || saver.unsaved(id)) return;
      onSubmitted();
      const isHere = work?.view.id === id;
      notices.showToast(becameWords(wanted, saved, isHere ? work.view.comparison : null), steps.includes(id));
      if (work && !(isHere && isSubmitted)) return;
      // The server named no next image: asking for one tells why.
      if (!next) return loadNext();
      loader.arrive(next);
      onShown();
    },
    onRefused(refusal: ReviewConflict | Refused) {
      const { id } = refusal;
      const { work } = apply({ kind: "refused", review: id });
      notices.clearToast();
      if (refusal.kind === "conflict") notices.addConflict(refusal);
      else {
        notices.addRefusal(refusal);
        // A notice has already reported the failure.
        if (work?.view.id === id) loader.learn(id).catch(() => {});
      }
      onShown();
    },
    onTakenOver(reviews: readonly string[]) {
      const shown = latest.current.work?.view;
      if (shown && reviews.includes(shown.id)) apply({ kind: "loaded", view: shown, kept: saver.unsaved });
    },
    onSavedElsewhere(id: string, { saved }: SaveReviewReply, request: ReviewRequest) {
      const shown = latest.current.work?.view;
      const wanted = savedReviews.wantedOf(request);
      if (isSubmission(wanted)) {
        if (!shown || shown.id === id) loadNext();
      } else if (shown?.id === id && wanted.kind === "save") {
        const { revision, state } = saved;
        const view = { ...shown, revision, state, draft: wanted.draft };
        apply({ kind: "loaded", view, kept: () => undefined });
      }
    },
  };
}
