import type {
  EvaluatedLabels,
  EvaluatedNumber,
  EvaluatedShare,
  EvaluationRecord,
  LabelCountCell,
  ModelEvaluation,
} from "../core/evaluation.ts";

/**
 * An evaluation as `evaluate --json` prints it: shares between 0 and 1, each with its denominator (`_n`) and interval
 * (`_ci`). What is undefined is null, and `reasons` says why.
 */
export function evaluationJson({ evaluation, metrics, implausible }: EvaluationRecord) {
  const regression = evaluation?.regression ?? metrics;
  return {
    labels: evaluation && labelsJson(evaluation.labels),
    models: evaluation
      ? evaluation.models.map(modelJson)
      : (metrics?.points ?? []).map(({ model, top1, real }) => ({ model, top1, real })),
    regression: regression && {
      slope: regression.slope,
      intercept: regression.intercept,
      r2: regression.r2,
      n: regression.n,
      slope_ci: regression.slopeInterval,
      outliers: regression.points.filter(({ outlier }) => outlier).map(({ model }) => model),
    },
    implausible,
  };
}

const labelsJson = (labels: EvaluatedLabels) => ({
  images: labels.images,
  none: labels.none,
  one: labels.one,
  two: labels.two,
  more: labels.more,
  multi: labels.multi,
  mean: labels.mean,
  histogram: labels.histogram,
  with_original: labels.withOriginal,
  original_kept: labels.originalKept.count,
  original_kept_share: labels.originalKept.share,
  classes: labels.classes,
  proposers: labels.proposers,
});

function modelJson(model: ModelEvaluation) {
  const { top1, top5, real, realTop5, top1OnReal, subgroups, scores } = model;
  const named = { top1, top5, real, real_top5: realTop5, top1_on_real: top1OnReal };
  const numbers = {
    asma: subgroups.asma,
    asma_strict: subgroups.asmaStrict,
    variable_top_k: subgroups.imageMean,
    variable_top_k_strict: subgroups.imageMeanStrict,
  };
  const reasons = Object.entries({ ...named, ...numbers }).flatMap(([name, { reason }]) =>
    reason === undefined ? [] : [[name, reason]],
  );
  return {
    model: model.model,
    n: model.n,
    proposer: model.proposer,
    rank: model.rank.value,
    rank_ci: model.rank.interval,
    ...Object.assign({}, ...Object.entries(named).map(([name, share]) => shareJson(name, share))),
    ...Object.fromEntries(Object.entries(numbers).map(([name, { value }]) => [name, value])),
    by_label_count: Object.fromEntries(
      [...model.byLabelCount, model.manyLabels].map((cell) => [cell.labels, cellJson(cell)]),
    ),
    recall: model.coverage.recall,
    precision: model.coverage.precision,
    scores: scores && scoresJson(scores),
    reasons: Object.fromEntries([
      ...reasons,
      ...(model.scoresMissing === undefined ? [] : [["scores", model.scoresMissing]]),
    ]),
  };
}

const shareJson = (name: string, { share, of, interval }: EvaluatedShare) => ({
  [name]: share,
  [`${name}_n`]: of,
  [`${name}_ci`]: interval,
});

const cellJson = ({ images, top1, real, originalIfValid, originalNotValid, oneOfK }: LabelCountCell) => ({
  images,
  top1: top1.share,
  top1_n: top1.of,
  top1_ci: top1.wilson,
  real: real.share,
  real_n: real.of,
  real_ci: real.wilson,
  original_if_valid: originalIfValid.share,
  original_not_valid: originalNotValid.share,
  one_of_k: oneOfK,
});

function scoresJson(scores: NonNullable<ModelEvaluation["scores"]>) {
  const value = ({ value }: EvaluatedNumber) => value;
  return {
    images: scores.images,
    scale: scores.scale,
    threshold: scores.threshold,
    map: value(scores.meanAveragePrecision),
    map_classes: scores.meanAveragePrecision.n,
    f1_micro: value(scores.f1Micro),
    f1_macro: value(scores.f1Macro),
    f1_sample: value(scores.f1Sample),
    subset_accuracy: value(scores.subsetAccuracy),
    hamming_loss: value(scores.hammingLoss),
    jaccard: value(scores.jaccard),
    lrap: value(scores.labelRankingAveragePrecision),
    coverage_error: value(scores.coverageError),
    ranking_loss: value(scores.rankingLoss),
    ece: value(scores.expectedCalibrationError),
    nll: value(scores.negativeLogLikelihood),
    nll_valid: value(scores.validNegativeLogLikelihood),
  };
}
