import { checkReview } from "../review/review.ts";
import type { LockFacts, StageRules } from "./stageRules.ts";

/** The no-label review: experts say why an image ended without a label, or name one that it holds. */
export const review = {
  name: "review",
  task: { check: checkReview },
  role: "expert",
  isAfterPractice: false,
  mode: () => "pull",
  isLeased: true,
  isServedAhead: false,
  places: ({ reviewers }) => reviewers,
  answers: "settled",
  isComplete: (given, { reviewers }) => given >= reviewers,
  // Reviewers who were shown each other's answers settle the difference together.
  lockedBy: ({ isShown }: Pick<LockFacts, "isShown">) => (isShown ? "result" : null),
} as const satisfies StageRules<"review", { check: typeof checkReview }>;
