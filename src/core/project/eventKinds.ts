/** What can happen to an image: its page tells it. */
export const imageEventKinds = [
  "submitted",
  "draft-saved",
  "taken-back",
  "skipped",
  "annotation-taken",
  "refinement-taken",
  "refinement-withdrawn",
  "question-asked",
  "question-answered",
  "question-declined",
  "question-closed",
  "original-revealed",
  "agreement-found",
  "agreement-withdrawn",
  "moved-by-rule",
  "image-ruled",
  "image-unruled",
  "image-sent",
  "reopened",
  "reassigned",
  "withdrawn",
  "answer-restored",
  "review-taken",
  "review-saved",
  "review-submitted",
  "review-taken-back",
  "review-settled",
  "gold-added",
  "gold-removed",
  "gold-retired",
  "gold-kept-for-practice",
  "gold-given-back",
  "left-out",
  "taken-in",
  "practice-answered",
  "answers-imported",
  "error-rated",
  "audit-answers-settled",
  "photo-flagged",
  "photo-unflagged",
  "asking-ended",
  "matter-settled",
  "matter-reopened",
  "message-written",
  "message-edited",
  "message-taken-back",
] as const;
export type ImageEventKind = (typeof imageEventKinds)[number];

/** The kinds of events that a history keeps: those of images, and what else happens in a project. */
export type EventKind =
  | ImageEventKind
  | "asking-learned"
  | "audit-marked"
  | "batches-assigned"
  | "candidates-given"
  | "contains-closed"
  | "contains-imported"
  | "contains-planned"
  | "contains-reopened"
  | "contains-rules-changed"
  | "errors-sampled"
  | "exemplars-changed"
  | "guideline-changed"
  | "guideline-frozen"
  | "import-root-moved"
  | "import-undone"
  | "invitation-accepted"
  | "invitation-made"
  | "invitation-renewed"
  | "invitation-revoked"
  | "label-added"
  | "label-edited"
  | "label-note-saved"
  | "label-restored"
  | "label-retired"
  | "label-split"
  | "labels-merged"
  | "member-added"
  | "person-activated"
  | "person-deactivated"
  | "pilot-extended"
  | "pilot-made"
  | "pilot-taken-back"
  | "practice-begun"
  | "practice-not-passed"
  | "practice-passed"
  | "practice-reset"
  | "predictions-imported"
  | "embeddings-imported"
  | "probe-learned"
  | "project-archived"
  | "project-created"
  | "project-restored"
  | "proposals-combined"
  | "qualification-given"
  | "qualification-taken-back"
  | "refinement-split"
  | "release-created"
  | "audit-sample-drawn"
  | "audit-labels-imported"
  | "votes-settled"
  | "reset-link-made"
  | "roles-changed"
  | "ruling-applied"
  | "ruling-judged"
  | "ruling-sampled"
  | "ruling-saved"
  | "ruling-undone"
  | "ruling-withdrawn"
  | "settings-changed"
  | "sheet-saved"
  | "sheet-submitted"
  | "sheet-taken"
  | "sheet-taken-back";
