import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import type { SaveReviewReply } from "../../contract/review.ts";
import { useActiveTime } from "../annotate/time/useActiveTime.ts";
import { explainFailure } from "../client/explainFailure.ts";
import { forgetCounts } from "../client/forgetCounts.ts";
import type { Refused } from "../saving/saving.ts";
import { useAskAgain } from "../saving/useAskAgain.ts";
import { useBusy } from "../saving/useBusy.ts";
import { useEvents } from "../saving/useEvents.ts";
import { useSaving } from "../saving/useSaving.ts";
import { becameWords } from "./becameWords.ts";
import { reviewActs } from "./reviewActs.ts";
import { createReviewClocks } from "./reviewClocks.ts";
import type { ReviewForm } from "./reviewForm.ts";
import { reviewLoader } from "./reviewLoader.ts";
import { changeReview, emptyReview, isReadOnly } from "./reviewSession.ts";
import { createTurns, type Deed } from "./reviewTurns.ts";
import {
  isSubmission,
  type ReviewConflict,
  type ReviewRequest,
  savedReviews,
  sendReview,
} from "./savedReviews.ts";
import { useReviewTold } from "./useReviewTold.ts";

/** An expert's work on images without labels: the image shown, what is chosen, and its saving. */
export function useReview({ project, person }: { project: string; person: string }) {
  const client = useQueryClient();
  const { state: session, latest, apply } = useEvents(changeReview, emptyReview);
  const told = useReviewTold();
  const { setFailure } = told;
  const busy = useBusy();
  const listener = { send: sendReview, onSaved, onRefused, onTakenOver, onSavedElsewhere };
  const [saver, status] = useSaving(savedReviews, { person, project }, listener);
  const [loader] = useState(() => reviewLoader({ project, person, saver, apply }));
  const [clockOf] = useState(createReviewClocks);
  const { work } = session;
  useActiveTime(work ? clockOf(work) : undefined);

  const loadNext = useCallback(
    () =>
      loader.loadNext().then(
        () => setFailure(null),
        (cause: unknown) => setFailure(explainFailure(cause).text),
      ),
    [loader, setFailure],
  );
  useEffect(() => {
    void loadNext();
  }, [loadNext]);
  useAskAgain(status, () => void loadNext());

  const [turns] = useState(createTurns);
  /** The comment as it was typed last, where that has its turn later. */
  const [typedLater, setTypedLater] = useState<string>();
  const perform = reviewActs({
    latest,
    apply,
    saver,
    loader,
    told,
    busy,
    clockOf,
    loadNext: () => void loadNext(),
    onBroughtBack: goOn,
  });
  const can = { perform, isBusy };

  /** The next image is on its way, or one that is brought back; not while the server is out of reach. */
  function isBusy() {
    const { kind } = saver.status();
    const isSending = latest.current.isSubmitted && (kind === "saved" || kind === "saving");
    return isSending || busy.isBusy();
  }

  function act(deed: Deed) {
    turns.act(deed, can);
    setTypedLater(turns.typed());
  }

  function goOn() {
    turns.goOn(can);
    setTypedLater(turns.typed());
  }

  function onSaved(id: string, { saved, next }: SaveReviewReply, request: ReviewRequest) {
    const { work, isSubmitted, steps } = apply({ kind: "saved", saved });
    told.endRefusal(id);
    const wanted = savedReviews.wantedOf(request);
    // A draft, or a submission that was taken back meanwhile.
    if (!isSubmission(wanted) || saver.unsaved(id)) return;
    forgetCounts(client, project);
    const isHere = work?.view.id === id;
    told.showToast(becameWords(wanted, saved, isHere ? work.view.comparison : null), steps.includes(id));
    if (work && !(isHere && isSubmitted)) return;
    if (next) loader.arrive(next);
    // Stored, and yet the server names nothing to go on with: asked for it, it says why.
    else void loadNext();
    turns.forgetSubmits();
    goOn();
  }

  function onRefused(refusal: ReviewConflict | Refused) {
    const { id } = refusal;
    const { work } = apply({ kind: "refused", review: id });
    told.clearToast();
    if (refusal.kind === "conflict") told.addConflict(refusal);
    else {
      told.addRefusal(refusal);
      // That it failed is told already.
      if (work?.view.id === id) loader.learn(id).catch(() => {});
    }
    turns.forgetSubmits();
    goOn();
  }

  function onTakenOver(reviews: string[]) {
    const shown = latest.current.work?.view;
    if (shown && reviews.includes(shown.id)) apply({ kind: "loaded", view: shown, kept: saver.unsaved });
  }

  function onSavedElsewhere(id: string, { saved }: SaveReviewReply, request: ReviewRequest) {
    const shown = latest.current.work?.view;
    const wanted = savedReviews.wantedOf(request);
    if (isSubmission(wanted)) {
      if (!shown || shown.id === id) void loadNext();
    } else if (shown?.id === id && wanted.kind === "save") {
      const { revision, state } = saved;
      const view = { ...shown, revision, state, draft: wanted.draft };
      apply({ kind: "loaded", view, kept: () => undefined });
    }
  }

  /** Of two versions one is chosen. */
  function settle(keep: "here" | "elsewhere") {
    if (!told.conflict) return;
    const { id, saved, ours } = told.conflict;
    told.endConflict();
    saver.settle(id, saved.revision, keep);
    if (latest.current.work?.view.id !== id) return;
    if (keep === "elsewhere") drop(id);
    else if (isSubmission(ours)) apply({ kind: "submit", canUndo: ours.kind === "save" });
  }

  /** What is saved, in the place of what was refused here. */
  function drop(id: string) {
    if (saver.unsaved(id)) saver.settle(id, latest.current.work?.view.revision ?? 0, "elsewhere");
    told.endRefusal(id);
    loader.load(id).catch((cause: unknown) => told.setProblem(explainFailure(cause).text));
  }

  const refusal = told.refusals.find(({ id }) => id === work?.view.id || !work);
  return {
    session,
    work,
    told,
    status,
    /** As it was typed, also what has its turn later. */
    comment: typedLater ?? work?.form.comment ?? "",
    isBusy: isBusy(),
    readOnly: !work || isReadOnly(work),
    canUndo: session.steps.length > 0,
    refusal: refusal ?? null,
    act,
    change: (changes: Partial<ReviewForm>) => act({ kind: "change", changes }),
    submit: () => act({ kind: "submit" }),
    undo: () => act({ kind: "undo" }),
    settle,
    drop,
    load: () => void loadNext(),
  };
}

export type Reviewing = ReturnType<typeof useReview>;
