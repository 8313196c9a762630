import type { LockFacts, StageRules } from "./stageRules.ts";

/** Practice: an annotator answers gold images, and is told after each what the experts said. Nothing of it counts. */
export const practice = {
  name: "practice",
  // That of the stage that it rehearses.
  task: null,
  role: "annotator",
  isAfterPractice: false,
  mode: () => "batches",
  isLeased: false,
  isServedAhead: false,
  places: () => Infinity,
  answers: "scored",
  isComplete: () => false,
  lockedBy: ({ isShown }: Pick<LockFacts, "isShown">) => (isShown ? "result" : null),
} as const satisfies StageRules<"practice", null>;
