import type { Role, Stage } from "../../../core/tasks/stage.ts";

const names: Record<Role, string> = { lead: "Lead", annotator: "Annotator", expert: "Expert" };
const stages: Record<Stage, string> = {
  annotate: "Annotation",
  refine: "Refinement",
  vote: "Voting",
  classify: "Objects",
  "classify-after": "Objects",
  "label-anew": "Audit sample",
};

/** What people may do, and the stages of the work. */
export const roles = { names, stages };
