// The statistics, for other programs: `import { realAccuracy } from "multilabelfy/stats"`. Pure functions without
// dependencies; each says its shapes, units, errors and source. Inside the project, import the files themselves.
export { addedUnitsIntervals, type Ends } from "./addedUnitsIntervals.ts";
export { type AnnotatorGroups, annotatorGroups } from "./annotatorGroups.ts";
export {
  type AnswerModel,
  type ConfusionMatrices,
  countByTruth,
  inferTruth,
  toConfusion,
} from "./answerModel.ts";
export { averagePrecision } from "./averagePrecision.ts";
export { benjaminiHochbergAdjust } from "./benjaminiHochbergAdjust.ts";
export { betaQuantile } from "./betaQuantile.ts";
export { type Bootstrap, bootstrapIntervals } from "./bootstrapIntervals.ts";
export { calibrationError } from "./calibrationError.ts";
export { calibrationErrorInterval } from "./calibrationErrorInterval.ts";
export { chanceCorrected } from "./chanceCorrected.ts";
export { clopperPearsonInterval } from "./clopperPearsonInterval.ts";
export { cohenKappa } from "./cohenKappa.ts";
export { combineIntervals, type WeightedEstimate } from "./combineIntervals.ts";
export { type AnswerCounts, countAnswers } from "./countAnswers.ts";
export { countShared } from "./countShared.ts";
export { crossFitGold, fitGoldInSample, type GoldPrediction } from "./crossFitGold.ts";
export { type DawidSkene, type DawidSkeneOptions, dawidSkene } from "./dawidSkene.ts";
export { dawidSkeneWithGold, fitGold, type Gold, type GoldFit } from "./dawidSkeneWithGold.ts";
export { drawBinomial } from "./drawBinomial.ts";
export { firstRight } from "./firstRight.ts";
export { type FleissKappa, fleissKappa } from "./fleissKappa.ts";
export { type AlikeItems, groupAlikeItems } from "./groupAlikeItems.ts";
export { chanceOfAC1, gwetAC1 } from "./gwetAC1.ts";
export { heedUnanimous } from "./heedUnanimous.ts";
export { holmAdjust } from "./holmAdjust.ts";
export { incompleteBeta } from "./incompleteBeta.ts";
export type { Interval } from "./interval.ts";
export { jaccard } from "./jaccard.ts";
export { jackknifeInterval } from "./jackknifeInterval.ts";
export { type AlphaTerms, type KrippendorffAlpha, krippendorffAlpha } from "./krippendorffAlpha.ts";
export {
  linearRegression,
  type RegressionLine,
  type StudentisedResidual,
  slopeInterval,
  studentisedResiduals,
} from "./linearRegression.ts";
export { logGamma } from "./logGamma.ts";
export { logLoss } from "./logLoss.ts";
export { marginAsPrinted } from "./marginAsPrinted.ts";
export { masi } from "./masi.ts";
export { mcnemarExact } from "./mcnemarExact.ts";
export { median } from "./median.ts";
export { medianInterval } from "./medianInterval.ts";
export { alphaOfSums, nominalAlpha } from "./nominalAlpha.ts";
export { pairedInterval } from "./pairedInterval.ts";
export { percentileInterval } from "./percentileInterval.ts";
export { type PrecisionCurve, precisionAtK } from "./precisionAtK.ts";
export { quantile } from "./quantile.ts";
export { intersection, quorum, union } from "./quorum.ts";
export { type LabelRanking, rankLabels } from "./rankLabels.ts";
export { type RatioSums, ratioInterval } from "./ratioInterval.ts";
export { realAccuracy } from "./realAccuracy.ts";
export { type RecallCurve, recallAtK } from "./recallAtK.ts";
export { type ReliabilityBin, reliabilityTable } from "./reliabilityTable.ts";
export { resampleSums } from "./resampleSums.ts";
export { type ResidualCorrelation, residualCorrelation } from "./residualCorrelation.ts";
export { shareBootstrapInterval } from "./shareBootstrapInterval.ts";
export { shareInterval } from "./shareInterval.ts";
export { shareOfYes } from "./shareOfYes.ts";
export { type SetSimilarity, similarityToAll } from "./similarityToAll.ts";
export { skewedMeanInterval } from "./skewedMeanInterval.ts";
export { type SeriesMeans, slopeOfMeansInterval } from "./slopeOfMeansInterval.ts";
export { splitVotes, type VotePart } from "./splitVotes.ts";
export { studentQuantile } from "./studentQuantile.ts";
export { studentTail } from "./studentTail.ts";
export type { TopLabels } from "./topLabels.ts";
export { UnitMoments } from "./unitMoments.ts";
export { variableTopK } from "./variableTopK.ts";
export { type Consensus, toConsensus, type VoteColumns } from "./voteColumns.ts";
export { waldHalfWidth } from "./waldHalfWidth.ts";
export { wilsonInterval } from "./wilsonInterval.ts";
export { slopeWithin, withinGroupSlope } from "./withinGroupSlope.ts";
