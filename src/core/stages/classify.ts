import { labelsOfObjects } from "../classify/joinAnswers.ts";
import { annotate } from "./annotate.ts";
import { classifyTask } from "./classifyTask.ts";
import type { ComparedStage } from "./stageRules.ts";

/**
 * CLASSIFY as the first question about an image: many people mark its objects among its candidates, and its labels are
 * those that most people gave each object. Where most of them find none, an expert decides.
 */
export const classify = {
  ...annotate,
  name: "classify",
  task: classifyTask,
  asksAnew: null,
  // Images come as their candidates do.
  mode: () => "pull",
  compare: labelsOfObjects,
} as const satisfies ComparedStage;
