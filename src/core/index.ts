// The labelling rules, for other programs: `import { findAgreement } from "multilabelfy/core"`. Pure functions without
// dependencies, beside the statistics of `multilabelfy/stats`. Inside the project, import the files themselves.
export { checkAnnotation } from "./checkAnnotation.ts";
export { combineRankings } from "./combineRankings.ts";
export { compareLabels, countLabelPairs, countLabels } from "./countLabels.ts";
export { type Answer, answers, type Decision, labelsAnswered, type Origin, origins } from "./decision.ts";
export { diffLabels } from "./diffLabels.ts";
export { evaluateModels } from "./evaluateModels.ts";
export {
  type Agreement,
  type DisagreementReason,
  disagreementReasons,
  findAgreement,
} from "./findAgreement.ts";
export { findDisputedLabels, findDisputedPairs } from "./findDisputes.ts";
export { groupVotes } from "./groupVotes.ts";
export { type ImageStatus, imageStatuses } from "./imageStatus.ts";
export { measureAgreement } from "./measureAgreement.ts";
export { orderRefinement } from "./orderRefinement.ts";
export { pickProposals } from "./pickProposals.ts";
export { planBatches } from "./planBatches.ts";
