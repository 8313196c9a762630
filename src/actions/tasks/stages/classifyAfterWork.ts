import { classifyAfter } from "../../../core/stages/classifyAfter.ts";
import { candidatesFor, serveCandidates } from "./candidates.ts";
import { leasedWork } from "./leasedWork.ts";
import type { StageWork } from "./stageWork.ts";

/** The stage `classify-after`: as `classify`, in addition to the labels, whatever stage they come from. */
export const classifyAfterWork: StageWork = {
  ...leasedWork(classifyAfter, candidatesFor),

  serve: serveCandidates,

  beginsBlank: async () => false,
};
