import type { Stage } from "../tasks/stage.ts";
import { annotate } from "./annotate.ts";
import { classify } from "./classify.ts";
import { classifyAfter } from "./classifyAfter.ts";
import { labelAnew } from "./labelAnew.ts";
import { refine } from "./refine.ts";
import type { AnswerUse, StageRules } from "./stageRules.ts";
import { vote } from "./vote.ts";

/** The stages whose images are assigned to people. The review and practice have tables of their own. */
export const stageRules: Record<Stage, StageRules> = {
  annotate,
  refine,
  vote,
  classify,
  "classify-after": classifyAfter,
  "label-anew": labelAnew,
};

/** What holds in a stage. */
export const rulesOf = (stage: Stage): StageRules => stageRules[stage];

/** The stages whose answers are put to a use: those of `compared` are an image's annotations, `final` ones decide it. */
export const stagesWith = (use: AnswerUse): Stage[] =>
  Object.values(stageRules).flatMap(({ name, answers }) => (answers === use ? [name] : []));
