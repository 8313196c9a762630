// The statistics, for other programs: `import { realAccuracy } from "multilabelfy/stats"`. Pure functions without
// dependencies; each says its shapes, units, errors and source. Inside the project, import the files themselves.

export { type AnnotatorGroups, annotatorGroups } from "./agreement/annotatorGroups.ts";
export { chanceCorrected } from "./agreement/chanceCorrected.ts";
export { cohenKappa } from "./agreement/cohenKappa.ts";
export { type AnswerCounts, countAnswers } from "./agreement/countAnswers.ts";
export { countShared } from "./agreement/countShared.ts";
export { type FleissKappa, fleissKappa } from "./agreement/fleissKappa.ts";
export { chanceOfAC1, gwetAC1 } from "./agreement/gwetAC1.ts";
export { type AlphaTerms, type KrippendorffAlpha, krippendorffAlpha } from "./agreement/krippendorffAlpha.ts";
export { alphaOfSums, nominalAlpha } from "./agreement/nominalAlpha.ts";
export { type ResidualCorrelation, residualCorrelation } from "./agreement/residualCorrelation.ts";
export { shareOfYes } from "./agreement/shareOfYes.ts";
export { type ConfidentJoint, calibrateJoint, confidentJoint } from "./audit/confidentJoint.ts";
export { confidentThresholds, type LabelledProbabilities } from "./audit/confidentThresholds.ts";
export { type ConfusedLabels, confusedLabels } from "./audit/confusedLabels.ts";
export { type CrowdAnswers, type Crowdlab, crowdlab } from "./audit/crowdlab.ts";
export {
  findLabelIssues,
  type LabelIssue,
  type LabelIssueRule,
  labelIssueRules,
} from "./audit/findLabelIssues.ts";
export { findMissingLabels, type MissingLabel } from "./audit/findMissingLabels.ts";
export { findSetIssues, type SetIssue } from "./audit/findSetIssues.ts";
export { groupPairs } from "./audit/groupPairs.ts";
export { type LabelQuality, labelQuality } from "./audit/labelQuality.ts";
export { labelSetQuality, type SetProbabilities } from "./audit/labelSetQuality.ts";
export { neighbourLabelScore } from "./audit/neighbourLabelScore.ts";
export { poolLabelScores } from "./audit/poolLabelScores.ts";
export { type Edge, singleLinkage } from "./audit/singleLinkage.ts";
export { betaQuantile } from "./distributions/betaQuantile.ts";
export { drawBinomial } from "./distributions/drawBinomial.ts";
export { incompleteBeta } from "./distributions/incompleteBeta.ts";
export { logGamma } from "./distributions/logGamma.ts";
export { studentQuantile } from "./distributions/studentQuantile.ts";
export { studentTail } from "./distributions/studentTail.ts";
export { type BetweenVariance, betweenVariance, type PeriodSums } from "./intervals/betweenVariance.ts";
export { calibrationErrorInterval } from "./intervals/calibrationErrorInterval.ts";
export { combineIntervals, type WeightedEstimate } from "./intervals/combineIntervals.ts";
export { finiteTotalInterval } from "./intervals/finiteTotalInterval.ts";
export type { Interval } from "./intervals/interval.ts";
export { type MeanLimits, meanLimits } from "./intervals/meanLimits.ts";
export { medianInterval } from "./intervals/medianInterval.ts";
export { quantile } from "./intervals/quantile.ts";
export { clopperPearsonInterval } from "./intervals/shares/clopperPearsonInterval.ts";
export { finiteCountInterval } from "./intervals/shares/finiteCountInterval.ts";
export { marginAsPrinted } from "./intervals/shares/marginAsPrinted.ts";
export { midPBound } from "./intervals/shares/midPBound.ts";
export { pairedInterval } from "./intervals/shares/pairedInterval.ts";
export { shareBootstrapInterval } from "./intervals/shares/shareBootstrapInterval.ts";
export { shareInterval } from "./intervals/shares/shareInterval.ts";
export { type CountLimits, type PeriodCounts, shareLimits } from "./intervals/shares/shareLimits.ts";
export { waldHalfWidth } from "./intervals/shares/waldHalfWidth.ts";
export { wilsonInterval } from "./intervals/shares/wilsonInterval.ts";
export { skewedMeanInterval } from "./intervals/skewedMeanInterval.ts";
export { type SeriesMeans, slopeOfMeansInterval } from "./intervals/slopes/slopeOfMeansInterval.ts";
export { slopeWithin, withinGroupSlope } from "./intervals/slopes/withinGroupSlope.ts";
export { spendAlpha } from "./intervals/spendAlpha.ts";
export { addedUnitsIntervals, type Ends } from "./intervals/units/addedUnitsIntervals.ts";
export { type Bootstrap, bootstrapIntervals } from "./intervals/units/bootstrapIntervals.ts";
export { jackknifeInterval } from "./intervals/units/jackknifeInterval.ts";
export { percentileInterval } from "./intervals/units/percentileInterval.ts";
export { type RatioSums, ratioInterval, sumRatio, sumsOfMean } from "./intervals/units/ratioInterval.ts";
export { resampleSums } from "./intervals/units/resampleSums.ts";
export { UnitMoments } from "./intervals/units/unitMoments.ts";
export { averagePrecision } from "./metrics/averagePrecision.ts";
export { brierScore } from "./metrics/brierScore.ts";
export { calibrationError } from "./metrics/calibrationError.ts";
export { firstRight } from "./metrics/firstRight.ts";
export { hasLabel } from "./metrics/hasLabel.ts";
export { jaccard } from "./metrics/jaccard.ts";
export {
  linearRegression,
  type RegressionLine,
  type StudentisedResidual,
  slopeInterval,
  studentisedResiduals,
} from "./metrics/linearRegression.ts";
export { type LogisticFit, logistic, logisticRegression } from "./metrics/logisticRegression.ts";
export { logLoss } from "./metrics/logLoss.ts";
export { masi } from "./metrics/masi.ts";
export { median } from "./metrics/median.ts";
export { type PrecisionCurve, precisionAtK } from "./metrics/precisionAtK.ts";
export { type LabelRanking, rankLabels } from "./metrics/rankLabels.ts";
export { realAccuracy } from "./metrics/realAccuracy.ts";
export { type RecallCurve, recallAtK } from "./metrics/recallAtK.ts";
export { type Crop, type LocalLabels, relabelCrop } from "./metrics/relabelCrop.ts";
export { type ReliabilityBin, reliabilityTable } from "./metrics/reliabilityTable.ts";
export { type SetSimilarity, similarityToAll } from "./metrics/similarityToAll.ts";
export type { TopLabels } from "./metrics/topLabels.ts";
export { variableTopK } from "./metrics/variableTopK.ts";
export { benjaminiHochbergAdjust } from "./tests/benjaminiHochbergAdjust.ts";
export { holmAdjust } from "./tests/holmAdjust.ts";
export { mcnemarExact } from "./tests/mcnemarExact.ts";
export {
  type AnswerModel,
  type ConfusionMatrices,
  countByTruth,
  inferTruth,
  toConfusion,
} from "./votes/answerModel.ts";
export { type AskingRule, foretellOutcome, type KnownAnswers, learnAskingRule } from "./votes/askingRule.ts";
export {
  applyCalibration,
  type CalibrationOptions,
  calibrateVotes,
  crossFitCalibration,
  type GoldOfImages,
  goldForCalibration,
  type VoteCalibration,
} from "./votes/calibrateVotes.ts";
export { crossFitGold, fitGoldInSample, type GoldPrediction } from "./votes/crossFitGold.ts";
export { type DawidSkene, type DawidSkeneOptions, dawidSkene } from "./votes/dawidSkene.ts";
export { dawidSkeneWithGold, fitGold, type Gold, type GoldFit } from "./votes/dawidSkeneWithGold.ts";
export { drawAnswers } from "./votes/drawAnswers.ts";
export { type AlikeItems, groupAlikeItems } from "./votes/groupAlikeItems.ts";
export { heedUnanimous } from "./votes/heedUnanimous.ts";
export { keepVotes } from "./votes/keepVotes.ts";
export { lowestPrice } from "./votes/lowestPrice.ts";
export {
  logOddsOf,
  type NextAnswers,
  nextAnswers,
  type PackedNextAnswers,
  packNextAnswers,
  statesOf,
  unpackNextAnswers,
} from "./votes/nextAnswers.ts";
export { intersection, quorum, union } from "./votes/quorum.ts";
export { splitVotes, type VotePart } from "./votes/splitVotes.ts";
export { type Consensus, toConsensus, toVoteColumns, type VoteColumns } from "./votes/voteColumns.ts";
export { voteFeatureNames, voteFeatures } from "./votes/voteFeatures.ts";
export { type AskingPrices, type WorthOfAsking, worthOfAsking } from "./votes/worthOfAsking.ts";
