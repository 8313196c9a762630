import { checkAnnotation } from "../tasks/checkAnnotation.ts";
import { type RefineFacts, serveRefinement } from "./serveRefinement.ts";
import type { TaskType } from "./taskType.ts";

/** REFINE: which labels does the image hold, after all that its annotators and reviewers have said? */
export const refineTask: TaskType<RefineFacts> = {
  serve: serveRefinement,
  isQuestion: () => false,
  check: (answer, page, as) => checkAnnotation(answer, page, { isQuestion: refineTask.isQuestion, as }),
};
