import { classify } from "../../../core/stages/classify.ts";
import { candidatesFor, serveCandidates } from "./candidates.ts";
import { openingWork } from "./openingWork.ts";
import type { StageWork } from "./stageWork.ts";

/** The stage `classify`: images with candidates go to whoever is free. */
export const classifyWork: StageWork = {
  ...openingWork(classify, candidatesFor),
  serve: serveCandidates,
};
