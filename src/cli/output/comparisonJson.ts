import type { SelectedModels } from "../../actions/evaluation/selectModels.ts";
import type { ModelCurves, ModelScore } from "../../core/evaluation/ranking/rankModels.ts";
import type { Ensemble } from "../../core/evaluation/ranking/searchEnsembles.ts";
import { withReasons } from "./withReasons.ts";

/**
 * A comparison as `models select --json` prints it: shares between 0 and 1, of the curves position 0 is k = 1; `_ci` are
 * 95 % intervals. What is undefined is null, and the `reasons` of the same object say why.
 */
export function comparisonJson(comparison: SelectedModels) {
  const { images, models, ensembles, targetRecall } = comparison;
  const values = {
    images: images.compared,
    images_with_labels: images.withLabels,
    valid_labels: comparison.validLabels,
    labels_format: comparison.labelFormat,
    recall_is: comparison.relative ? "relative to what was proposed" : "of all valid labels",
    models: models.map(scoreJson),
    target_recall: targetRecall,
    target_reached: ensembles.best?.reachesTarget ?? null,
    /** The chosen one first, then the best of every other number of models, fewest first. */
    ensembles: [
      ...(ensembles.best ? [ensembles.best] : []),
      ...ensembles.bySize.filter((one) => one !== ensembles.best),
    ].map((one) => ensembleJson(one, one === ensembles.best)),
    ensembles_searched: ensembles.searched,
    ensembles_left_out: ensembles.leftOut,
    inputs: comparison.inputs,
    implausible: comparison.implausible,
    notes: comparison.notes,
  };
  const { reasons, ...named } = withReasons(values, {
    target_reached: images.withLabels === 0 ? noLabel : "every model proposed the labels",
  });
  // Those of all models, in one place.
  const shared = models.map(scoreJson).map((one) => one.reasons);
  return { ...named, reasons: Object.assign({}, ...shared, reasons) };
}

const noLabel = "no image has a valid label";

function scoreJson(score: ModelScore) {
  const { rank, top1 } = score;
  return withReasons(
    {
      model: score.model,
      rank: rank.value,
      rank_ci: rank.interval,
      proposer: score.proposer,
      ...curvesJson(score),
      top1: top1.share,
      top1_n: top1.total,
      top1_ci: top1.interval,
      by_label_count: Object.fromEntries(
        score.byLabelCount.map((group) => [
          group.labels,
          withReasons({ images: group.images, ...curvesJson(group) }, curveReasons),
        ]),
      ),
    },
    { ...curveReasons, rank: rank.reason, rank_ci: rank.reason, top1: top1.reason, top1_ci: top1.reason },
  );
}

const curvesJson = (curves: ModelCurves) => ({
  real: curves.real.share,
  real_n: curves.real.total,
  real_ci: curves.real.interval,
  recall: curves.recall,
  recall_ci: curves.recallInterval,
  recall_macro: curves.recallMacro,
  recall_macro_ci: curves.recallMacroInterval,
  precision: curves.precision,
  precision_ci: curves.precisionInterval,
});

const curveReasons = {
  real: noLabel,
  real_ci: noLabel,
  recall: noLabel,
  recall_ci: noLabel,
  recall_macro: noLabel,
  recall_macro_ci: noLabel,
  precision: `${noLabel}, or nothing was predicted`,
  precision_ci: `${noLabel}, or nothing was predicted`,
};

const ensembleJson = (one: Ensemble, chosen: boolean) => ({
  models: one.models,
  k: one.k,
  recall: one.recall,
  precision: one.precision,
  labels_per_image: one.labelsPerImage,
  found: one.found,
  total: one.total,
  proposed: one.proposed,
  intervals_missing: "chosen as the best on the same images, which makes recall and precision too high",
  reaches_target: one.reachesTarget,
  chosen,
});
