import { z } from "zod";
import { causes, verdicts } from "../core/review/review.ts";
import { countedAt } from "./counted.ts";
import { endpoint, id } from "./endpoint.ts";
import { imageOnPage } from "./images/image.ts";
import { share } from "./project/overview.ts";

const limits = { comment: 4000, day: 24 * 3600 * 1000 };

const cause = z.enum(causes);
const verdict = z.enum(verdicts);
const comment = z.string().max(limits.comment);

/** What a reviewer's page holds about one image. */
export const reviewDraft = z.strictObject({
  cause: cause.nullable(),
  /** Also null if the image has no original label. */
  verdict: verdict.nullable(),
  comment,
  /** A label that the image holds after all: submitting it sends the image back to refinement. */
  found: z.int().nonnegative().nullable(),
  /** Milliseconds of work on the image, idle time left out. */
  activeMs: z.int().nonnegative().max(limits.day),
});
export type ReviewDraft = z.infer<typeof reviewDraft>;

/** What an image's reviewers must agree on once their answers differ. */
export const jointAnswer = z.strictObject({ cause, verdict: verdict.nullable(), comment });

/** Shown only once all reviews of an image are in and differ. */
const comparison = z.strictObject({
  answers: z.array(
    z.strictObject({
      mine: z.boolean(),
      cause,
      verdict: verdict.nullable(),
      comment: z.string(),
      joint: jointAnswer.nullable(),
    }),
  ),
  /** Whether all gave the same joint answer. */
  settled: z.boolean(),
  /** Whether it is this person's turn: they gave no joint answer yet, or another differs from it. */
  myTurn: z.boolean(),
});
export type Comparison = z.infer<typeof comparison>;

/** An image without labels to review. Until all its reviews are in, it reveals nothing about other reviewers. */
export const reviewView = z.strictObject({
  id,
  project: id,
  state: z.enum(["open", "submitted"]),
  revision: z.int(),
  /** Whether it can no longer be edited: reviewers saw each other's answers, or the image now has labels. */
  locked: z.boolean(),
  image: imageOnPage,
  /** Of the exemplars of its original label. */
  exemplarVersion: z.int().nonnegative(),
  /** The dataset's own labels of the image. */
  originals: z.array(z.int()),
  draft: reviewDraft,
  comparison: comparison.nullable(),
});
export type ReviewView = z.infer<typeof reviewView>;

export const reviewProgress = z.strictObject({
  /** Images that this person reviewed. */
  done: z.int(),
  /** Begun, or free to take. */
  left: z.int(),
  /** Differences on which it is this person's turn. */
  toSettle: z.int(),
  /** Differences on which it is another reviewer's turn. */
  withOthers: z.int(),
});
export type ReviewProgress = z.infer<typeof reviewProgress>;

export const reviewPosition = z.strictObject({
  current: reviewView.nullable(),
  progress: reviewProgress,
});
export type ReviewPosition = z.infer<typeof reviewPosition>;

export const savedReview = z.strictObject({
  review: id,
  revision: z.int(),
  state: z.enum(["open", "submitted"]),
  /** Whether the image already had all its reviews: this one is kept in the history, not counted. */
  extra: z.boolean(),
});
export type SavedReview = z.infer<typeof savedReview>;

/** The `details` of a failure "conflict": what is stored. */
export const storedReview = z.strictObject({ saved: savedReview, draft: reviewDraft });
export type StoredReview = z.infer<typeof storedReview>;

export const saveReviewReply = z.strictObject({
  saved: savedReview,
  /** Where the work continues; null for a draft. */
  next: reviewPosition.nullable(),
});
export type SaveReviewReply = z.infer<typeof saveReviewReply>;

export const getNextReview = endpoint({
  name: "getNextReview",
  method: "GET",
  path: "/api/projects/:project/reviews/next",
  summary: "The next image without labels for the expert signed in: to review, then to settle",
  params: z.strictObject({ project: id }),
  reply: reviewPosition,
});

export const getReview = endpoint({
  name: "getReview",
  method: "GET",
  path: "/api/reviews/:review",
  summary: "One review of the expert signed in",
  params: z.strictObject({ review: id }),
  reply: reviewView,
});

export const saveReviewBody = z.strictObject({
  /** Chosen by the page, unique per person: repeating it changes nothing and gets the same answer. */
  operation: id,
  /** The revision that the page built on; 0 if nothing was saved yet. */
  revision: z.int().nonnegative(),
  /** "draft" on a submitted review takes the submission back. */
  state: z.enum(["draft", "submitted"]),
  draft: reviewDraft,
});
export type SaveReviewBody = z.infer<typeof saveReviewBody>;

export const saveReview = endpoint({
  name: "saveReview",
  method: "PUT",
  path: "/api/reviews/:review",
  summary: "Save a draft of a review, submit it, or take its submission back",
  params: z.strictObject({ review: id }),
  body: saveReviewBody,
  reply: saveReviewReply,
});

export const settleReviewBody = z.strictObject({
  operation: id,
  revision: z.int().nonnegative(),
  answer: jointAnswer,
});
export type SettleReviewBody = z.infer<typeof settleReviewBody>;

export const settleReview = endpoint({
  name: "settleReview",
  method: "PUT",
  path: "/api/reviews/:review/joint",
  summary: "Enter the reviewers' joint answer, or confirm it by entering the same",
  params: z.strictObject({ review: id }),
  body: settleReviewBody,
  reply: saveReviewReply,
});

const exampleImage = z.strictObject({ id, key: z.string(), thumbnailUrl: z.string() });

const alike = z.strictObject({
  same: share,
  /** Fleiss' kappa; null where undefined. */
  kappa: z.number().nullable(),
  /** Of kappa, 95 %, over images. */
  kappaInterval: z.tuple([z.number(), z.number()]).nullable(),
  /** Why; only if kappa or its interval is null. */
  kappaMissing: z.string().exactOptional(),
});

/** What the no-label review found, each share with its denominator. */
export const getNoLabel = endpoint({
  name: "getNoLabel",
  method: "GET",
  path: "/api/projects/:project/no-label",
  summary: "Why images have no label, and what reviewers say of their original labels",
  params: z.strictObject({ project: id }),
  reply: z.strictObject({
    countedAt,
    /** Number of experts who review each image; 0 if nobody is asked to. */
    reviewers: z.int(),
    /** Experts of the project. */
    experts: z.int(),
    /** Images with final labels, and those of them that ended with none. */
    final: z.int(),
    images: z.int(),
    /** Of the images without labels. */
    reviewed: share,
    jointly: z.int(),
    differing: z.int(),
    waiting: z.int(),
    /** Images that went back to refinement because a reviewer found a label. */
    sentBack: z.int(),
    /** Of the images reviewed. */
    causes: z.array(z.strictObject({ cause, share, examples: z.array(exampleImage) })),
    /** Of the images reviewed that have an original label. */
    verdicts: z.array(z.strictObject({ verdict, share, examples: z.array(exampleImage) })),
    /** Images reviewed, by cause and verdict. */
    counts: z.array(z.strictObject({ cause, verdict: verdict.nullable(), images: z.int() })),
    /** How far reviewers agree before they see each other's answers. */
    agreement: z.strictObject({ same: share, cause: alike, verdict: alike }),
  }),
});
export type NoLabel = z.infer<typeof getNoLabel.reply>;
