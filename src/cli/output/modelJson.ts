import type { EvaluatedMean, EvaluatedShare } from "../../core/evaluation/evaluatedNumbers.ts";
import type { Calibration, LabelCountCell, ModelEvaluation } from "../../core/evaluation/modelEvaluation.ts";
import { withReasons } from "./withReasons.ts";

export function modelJson(model: ModelEvaluation) {
  const { rank, subgroups, coverage, scores, slopes } = model;
  const shares = {
    top1: model.top1,
    top5: model.top5,
    real: model.real,
    real_top5: model.realTop5,
    top1_on_real: model.top1OnReal,
    other_but_valid: model.otherButValid,
  };
  const means = {
    asma: subgroups.asma,
    asma_strict: subgroups.asmaStrict,
    variable_top_k: subgroups.imageMean,
    variable_top_k_strict: subgroups.imageMeanStrict,
  };
  const slopeReason = slopes.top1.reason ?? slopes.real.reason;
  return withReasons(
    {
      model: model.model,
      n: model.n,
      proposer: model.proposer,
      rank: rank.value,
      rank_ci: rank.interval,
      ...Object.assign({}, ...Object.entries(shares).map(([name, share]) => shareJson(name, share))),
      ...Object.assign({}, ...Object.entries(means).map(([name, mean]) => meanJson(name, mean))),
      asma_images: subgroups.images,
      variable_top_k_depth: subgroups.depth,
      subgroups: subgroups.groups.map((group) =>
        withReasons(
          {
            labels: group.labels,
            images: group.images,
            accuracy: group.accuracy,
            accuracy_ci: group.interval,
            strict: group.strict,
            strict_ci: group.strictInterval,
            left_out: group.reason ?? false,
          },
          {
            accuracy: group.reason,
            accuracy_ci: group.reason,
            strict: group.reason,
            strict_ci: group.reason,
          },
        ),
      ),
      by_label_count: Object.fromEntries(
        [...model.byLabelCount, model.manyLabels].map((cell) => [cell.labels, cellJson(cell)]),
      ),
      slope_per_label_top1: slopes.top1.slope,
      slope_per_label_top1_ci: slopes.top1.interval,
      slope_per_label_real: slopes.real.slope,
      slope_per_label_real_ci: slopes.real.interval,
      slope_per_label_n: slopes.real.images,
      recall: coverage.recall,
      recall_n: coverage.validLabels,
      recall_ci: coverage.recallInterval,
      recall_macro: coverage.recallMacro,
      recall_macro_n: coverage.images,
      recall_macro_ci: coverage.recallMacroInterval,
      precision: coverage.precision,
      precision_n: coverage.named,
      precision_ci: coverage.precisionInterval,
      f1_at_label_count: meansJson({
        micro: model.f1AtLabelCount.micro,
        macro: model.f1AtLabelCount.macro,
      }),
      calibration: model.calibration && calibrationJson(model.calibration),
      scores: scores && scoresJson(scores, model.calibration),
    },
    {
      rank: rank.reason,
      rank_ci: rank.reason,
      ...reasonsOf({ ...shares, ...means }),
      slope_per_label_top1: slopeReason,
      slope_per_label_top1_ci: slopeReason,
      slope_per_label_real: slopeReason,
      slope_per_label_real_ci: slopeReason,
      ...Object.fromEntries(
        ["recall", "recall_macro", "precision"].flatMap((name) =>
          [name, `${name}_ci`].map((key) => [key, coverage.reason]),
        ),
      ),
      calibration: model.calibrationMissing,
      scores: model.scoresMissing,
    },
  );
}

export const shareJson = (name: string, { share, total, interval }: EvaluatedShare) => ({
  [name]: share,
  [`${name}_n`]: total,
  [`${name}_ci`]: interval,
});

const meanJson = (name: string, { value, n, interval }: EvaluatedMean) => ({
  [name]: value,
  [`${name}_n`]: n,
  [`${name}_ci`]: interval,
});

/** Of numbers and of their intervals. */
export const reasonsOf = (
  numbers: Record<string, { reason?: string; intervalMissing?: string }>,
): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(numbers).flatMap(([name, { reason, intervalMissing }]) => [
      [name, reason],
      [`${name}_ci`, reason ?? intervalMissing],
    ]),
  );

/** Means, each with `_n` and `_ci`, and what else stands beside them. */
export const meansJson = (means: Record<string, EvaluatedMean>, besides: Record<string, unknown> = {}) =>
  withReasons(
    {
      ...besides,
      ...Object.assign({}, ...Object.entries(means).map(([name, mean]) => meanJson(name, mean))),
    } as Record<string, unknown>,
    reasonsOf(means),
  );

const calibrationJson = ({ images, expectedCalibrationError, bins }: Calibration) =>
  meansJson(
    { ece: expectedCalibrationError },
    {
      images,
      bins: bins.map((bin) =>
        withReasons(
          {
            above: bin.above,
            at_most: bin.atMost,
            images: bin.images,
            right: bin.right,
            mean_confidence: bin.meanConfidence,
            accuracy: bin.accuracy,
            accuracy_ci: bin.interval,
          },
          { mean_confidence: bin.reason, accuracy: bin.reason, accuracy_ci: bin.reason },
        ),
      ),
    },
  );

function cellJson(cell: LabelCountCell) {
  const shares = { top1: cell.top1, real: cell.real };
  const parts = { original_if_valid: cell.originalIfValid, original_not_valid: cell.originalNotValid };
  return withReasons(
    {
      images: cell.images,
      ...Object.assign(
        {},
        ...Object.entries({ ...shares, ...parts }).map(([name, { share, total, interval }]) => ({
          [name]: share,
          [`${name}_n`]: total,
          [`${name}_ci`]: interval,
        })),
      ),
      one_of_k: cell.oneOfK,
    },
    {
      ...reasonsOf({ ...shares, ...parts }),
      one_of_k: cell.oneOfKMissing,
    },
  );
}

function scoresJson(scores: NonNullable<ModelEvaluation["scores"]>, calibration: Calibration | null) {
  const json = meansJson(
    {
      map: scores.meanAveragePrecision,
      f1_micro: scores.f1Micro,
      f1_macro: scores.f1Macro,
      f1_sample: scores.f1Sample,
      f1_best: scores.bestF1,
      subset_accuracy: scores.subsetAccuracy,
      hamming_loss: scores.hammingLoss,
      jaccard: scores.jaccard,
      lrap: scores.labelRankingAveragePrecision,
      coverage_error: scores.coverageError,
      ranking_loss: scores.rankingLoss,
      ...(calibration ? { ece: calibration.expectedCalibrationError } : {}),
      nll: scores.negativeLogLikelihood,
      nll_valid: scores.validNegativeLogLikelihood,
    },
    {
      images: scores.images,
      scale: scores.scale,
      threshold: scores.threshold,
      map_classes: scores.meanAveragePrecision.n,
      f1_best_threshold: scores.bestF1.threshold,
      f1_best_note: "chosen on the same images, so that it is too high",
    },
  );
  if (scores.bestF1.reason !== undefined) json.reasons.f1_best_threshold = scores.bestF1.reason;
  return json;
}
