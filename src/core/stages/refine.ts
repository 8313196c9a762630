import { refineTask } from "./refineTask.ts";
import type { StageRules } from "./stageRules.ts";

/** Stage 4 of the published protocol: an expert decides where the annotators disagree. On gold, experts say what is known. */
export const refine = {
  name: "refine",
  task: refineTask,
  role: "expert",
  isAfterPractice: false,
  mode: ({ refinementMode }) => refinementMode,
  isLeased: false,
  // The annotators' answers may still change until it is opened.
  isServedAhead: false,
  // The first is final; a second one measures how far experts agree.
  places: () => 1,
  answers: "final",
  isComplete: (given) => given >= 1,
  // What experts know of gold can be corrected at any time.
  lockedBy: ({ isGold, isReleased }) => (isReleased && !isGold ? "release" : null),
} as const satisfies StageRules;
