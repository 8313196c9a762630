import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { SaveReviewReply, StoredReview } from "../../contract/review.ts";
import { useActiveTime } from "../annotate/time/useActiveTime.ts";
import { explainFailure } from "../client/explainFailure.ts";
import { forgetCounts } from "../client/queries/forgetCounts.ts";
import { useEachTime } from "../components/useEachTime.ts";
import { useAskAgain } from "../saving/useAskAgain.ts";
import { useBusy } from "../saving/useBusy.ts";
import { useEvents } from "../saving/useEvents.ts";
import { useSaving } from "../saving/useSaving.ts";
import { reviewActs } from "./reviewActs.ts";
import { createReviewClocks } from "./reviewClocks.ts";
import type { ReviewForm } from "./reviewForm.ts";
import { reviewLoader } from "./reviewLoader.ts";
import { reviewReplies } from "./reviewReplies.ts";
import { changeReview, emptyReview, isReadOnly } from "./reviewSession.ts";
import { createTurns, type Step } from "./reviewTurns.ts";
import {
  isSubmission,
  type ReviewRequest,
  savedReviews,
  sendReview,
  type WantedReview,
} from "./savedReviews.ts";
import { useReviewNotices } from "./useReviewNotices.ts";

/** An expert's work on images without labels: the image shown, the choices, and their saving. */
export function useReview({ project, person }: { project: string; person: string }) {
  const client = useQueryClient();
  const { state: session, latest, apply } = useEvents(changeReview, emptyReview);
  const notices = useReviewNotices();
  const { setFailure } = notices;
  const busy = useBusy();
  const [saver, status] = useSaving<WantedReview, ReviewRequest, SaveReviewReply, StoredReview>(
    savedReviews,
    { person, project },
    {
      send: sendReview,
      onSaved: (id, reply, request) => replies.onSaved(id, reply, request),
      onRefused: (refusal) => replies.onRefused(refusal),
      onTakenOver: (reviews) => replies.onTakenOver(reviews),
      onSavedElsewhere: (id, reply, request) => replies.onSavedElsewhere(id, reply, request),
    },
  );
  const [loader] = useState(() => reviewLoader({ project, person, saver, apply }));
  const [clockOf] = useState(createReviewClocks);
  const { work } = session;
  useActiveTime(work ? clockOf(work) : undefined);

  async function loadNext() {
    try {
      await loader.loadNext();
      setFailure(null);
    } catch (cause) {
      setFailure(explainFailure(cause).text);
    }
    onShown();
  }
  useEachTime(loader, () => void loadNext());
  useAskAgain(status, () => void loadNext());

  const [turns] = useState(createTurns);
  /** The comment as last typed, if that is still waiting. */
  const [typedLater, setTypedLater] = useState<string>();
  const shared = { latest, apply, saver, loader, notices, loadNext: () => void loadNext() };
  const perform = reviewActs({ ...shared, busy, clockOf, onBroughtBack: goOn });
  const replies = reviewReplies({ ...shared, onShown, onSubmitted: () => forgetCounts(client, project) });
  const can = { perform, isBusy };

  /** Whether the next image, or one brought back, is on its way; false while the server is unreachable. */
  function isBusy() {
    const { kind } = saver.status();
    const isSending = latest.current.isSubmitted && (kind === "saved" || kind === "saving");
    return isSending || busy.isBusy();
  }

  function act(step: Step) {
    turns.act(step, can);
    setTypedLater(turns.typed());
  }

  function goOn() {
    turns.goOn(can);
    setTypedLater(turns.typed());
  }

  function onShown() {
    turns.forgetSubmits();
    goOn();
  }

  /** Chooses one of two versions. */
  function settle(keep: "here" | "elsewhere") {
    if (!notices.conflict) return;
    const { id, saved, ours } = notices.conflict;
    notices.endConflict();
    saver.settle(id, saved.revision, keep);
    if (latest.current.work?.view.id !== id) return;
    if (keep === "elsewhere") drop(id);
    else if (isSubmission(ours)) apply({ kind: "submit", canUndo: ours.kind === "save" });
  }

  /** Replaces what was refused here with what is saved. */
  function drop(id: string) {
    if (saver.unsaved(id)) saver.settle(id, latest.current.work?.view.revision ?? 0, "elsewhere");
    notices.endRefusal(id);
    loader.load(id).catch((cause: unknown) => notices.setProblem(explainFailure(cause).text));
  }

  const refusal = notices.refusals.find(({ id }) => id === work?.view.id || !work);
  return {
    session,
    work,
    notices,
    status,
    /** As typed, including what is still waiting. */
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
