// The labelling rules, for other programs: `import { findAgreement } from "multilabelfy/core"`. Pure functions without
// dependencies, beside the statistics of `multilabelfy/stats`. Inside the project, import the files themselves.

export { findDisputedLabels, findDisputedPairs } from "./agreement/findDisputes.ts";
export { groupVotes } from "./agreement/groupVotes.ts";
export { measureAgreement } from "./agreement/measureAgreement.ts";
export { planBatches } from "./batches/planBatches.ts";
export { evaluateModels } from "./evaluation/evaluateModels.ts";
export { type ImageStatus, imageStatuses } from "./images/imageStatus.ts";
export { compareLabels, countLabelPairs, countLabels } from "./labels/countLabels.ts";
export { diffLabels } from "./labels/diffLabels.ts";
export {
  type Agreement,
  type DisagreementReason,
  disagreementReasons,
  findAgreement,
} from "./outcome/findAgreement.ts";
export { combineRankings } from "./proposals/combineRankings.ts";
export { pickProposals } from "./proposals/pickProposals.ts";
export { checkAnnotation } from "./tasks/checkAnnotation.ts";
export {
  type Answer,
  answers,
  type Decision,
  labelsAnswered,
  type Origin,
  origins,
} from "./tasks/decision.ts";
export { orderRefinement } from "./tasks/orderRefinement.ts";
