import {
  type ReviewDraft,
  type SaveReviewBody,
  type SaveReviewReply,
  type SettleReviewBody,
  type StoredReview,
  saveReview,
  settleReview,
} from "../../contract/review.ts";
import { call } from "../client/call.ts";
import type { Conflict, Sort } from "../saving/saving.ts";

export type ReviewRequest =
  | { kind: "save"; body: SaveReviewBody }
  | { kind: "settle"; body: SettleReviewBody };

export type WantedReview =
  | { kind: "save"; state: SaveReviewBody["state"]; draft: ReviewDraft }
  | { kind: "settle"; answer: SettleReviewBody["answer"] };

export type ReviewConflict = Conflict<WantedReview, StoredReview>;

/** Whether it ends the work on an image for now. */
export const isSubmission = (wanted: WantedReview): boolean =>
  wanted.kind === "settle" || wanted.state === "submitted";

/** What a reviewer says about an image, or about a difference. */
export const savedReviews: Sort<WantedReview, ReviewRequest, SaveReviewReply> = {
  table: "unsavedReviews",
  form(wanted, revision, operation) {
    if (wanted.kind === "settle")
      return { kind: "settle", body: { operation, revision, answer: wanted.answer } };
    const { state, draft } = wanted;
    return { kind: "save", body: { operation, revision, state, draft } };
  },
  wantedOf: (request) =>
    request.kind === "settle"
      ? { kind: "settle", answer: request.body.answer }
      : { kind: "save", state: request.body.state, draft: request.body.draft },
  isDraft: (wanted) => !isSubmission(wanted),
  asDraft: (wanted) => (wanted.kind === "save" ? { ...wanted, state: "draft" } : null),
  over: ["locked", "not-ready"],
  revisionOf: ({ saved }) => saved.revision,
  withoutNext: ({ saved }) => ({ saved, next: null }),
};

export function sendReview(
  review: string,
  request: ReviewRequest,
  options: { person: string; keepalive: boolean },
): Promise<SaveReviewReply> {
  const params = { review };
  return request.kind === "settle"
    ? call(settleReview, { params, body: request.body, ...options })
    : call(saveReview, { params, body: request.body, ...options });
}
