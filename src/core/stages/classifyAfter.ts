import { classifyTask } from "./classifyTask.ts";
import type { StageRules } from "./stageRules.ts";

/**
 * CLASSIFY on images whose labels come from other stages: their objects stand beside the labels, and change none of
 * them. No release waits for it or locks it: each holds the objects as they stood.
 */
export const classifyAfter = {
  name: "classify-after",
  task: classifyTask,
  role: "annotator",
  isAfterPractice: true,
  mode: () => "pull",
  isLeased: true,
  isServedAhead: true,
  // Gold is known by its labels, and measures the stage that gives them.
  places: ({ objectsOverlap }, { isGold }) => (isGold ? 0 : objectsOverlap),
  isComplete: (given, { objectsOverlap }) => given >= objectsOverlap,
  answers: "joined",
  lockedBy: () => null,
} as const satisfies StageRules;
