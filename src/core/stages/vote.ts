import { annotate } from "./annotate.ts";
import type { ComparedStage } from "./stageRules.ts";
import { voteTask } from "./voteTask.ts";

/**
 * Beyer et al. 2020: several people vote on each of a few labels, none of whom sees another's answers. What the votes of
 * one image mean depends on how its voters answer everywhere, so they are settled over a whole project.
 */
export const vote = {
  ...annotate,
  name: "vote",
  task: voteTask,
  asksAnew: "labels",
  compare: null,
} as const satisfies ComparedStage;
