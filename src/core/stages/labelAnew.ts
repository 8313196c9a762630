import { exhaustiveTask } from "./exhaustiveTask.ts";
import type { StageRules } from "./stageRules.ts";

/** Number of experts who label each image of an audit sample, none of whom sees another's answer. */
export const expertsOfSample = 2;

/**
 * The images of an audit sample are labelled anew: from blank, by experts who see nothing of the release and nothing of
 * each other. Where they differ, the difference is settled jointly (core/auditSample/settleLabels); nothing changes the
 * labels of the project. It stands beside every protocol, and has work where a sample was drawn.
 */
export const labelAnew = {
  name: "label-anew",
  task: exhaustiveTask,
  role: "expert",
  isAfterPractice: false,
  mode: () => "pull",
  isLeased: true,
  isServedAhead: true,
  // No release holds gold.
  places: (_settings, { isGold }) => (isGold ? 0 : expertsOfSample),
  isComplete: (given) => given >= expertsOfSample,
  answers: "settled",
  lockedBy: ({ isShown }) => (isShown ? "result" : null),
} as const satisfies StageRules;
