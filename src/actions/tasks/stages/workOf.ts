import type { Stage } from "../../../core/tasks/stage.ts";
import { annotateWork } from "./annotateWork.ts";
import { classifyAfterWork } from "./classifyAfterWork.ts";
import { classifyWork } from "./classifyWork.ts";
import { labelAnewWork } from "./labelAnewWork.ts";
import { refineWork } from "./refineWork.ts";
import type { StageWork } from "./stageWork.ts";
import { voteWork } from "./voteWork.ts";

/** What each stage reads and writes. */
export const stageWork: Record<Stage, StageWork> = {
  annotate: annotateWork,
  refine: refineWork,
  vote: voteWork,
  classify: classifyWork,
  "classify-after": classifyAfterWork,
  "label-anew": labelAnewWork,
};

export const workOf = (stage: Stage): StageWork => stageWork[stage];
