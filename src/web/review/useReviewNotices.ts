import { useCallback, useState } from "react";
import type { StoredReview } from "../../contract/review.ts";
import { useRefusals } from "../saving/useRefusals.ts";
import type { WantedReview } from "./savedReviews.ts";

/** The outcome of a review, shown for a short while. */
export interface ReviewNotice {
  /** Changes with every notice. */
  number: number;
  text: string;
  canUndo: boolean;
}

/** What the page says besides the image: what is missing, the outcome of the last one, refusals and conflicts. */
export function useReviewNotices() {
  /** Why there is nothing to show. */
  const [failure, setFailure] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [toast, setToast] = useState<ReviewNotice | null>(null);
  const refusals = useRefusals<WantedReview, StoredReview>();
  return {
    failure,
    setFailure,
    problem,
    setProblem,
    toast,
    showToast: (text: string, canUndo: boolean) =>
      setToast((last) => ({ number: (last?.number ?? 0) + 1, text, canUndo })),
    clearToast: useCallback(() => setToast(null), []),
    ...refusals,
  };
}

export type ReviewNotices = ReturnType<typeof useReviewNotices>;
