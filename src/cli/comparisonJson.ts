import type { SelectedModels } from "../actions/selectModels.ts";
import type { ModelCurves } from "../core/rankModels.ts";
import type { Ensemble } from "../core/searchEnsembles.ts";

/**
 * A comparison as `models select --json` prints it: shares between 0 and 1, of the curves position 0 is k = 1. What is
 * undefined is null, and `reasons` says why.
 */
export function comparisonJson(comparison: SelectedModels) {
  const { images, models, ensembles, targetRecall } = comparison;
  const noLabel = "no image has a valid label";
  return {
    images: images.compared,
    images_with_labels: images.withLabels,
    valid_labels: comparison.validLabels,
    labels_format: comparison.labelFormat,
    recall_is: comparison.relative ? "relative to what was proposed" : "of all valid labels",
    models: models.map((score) => ({
      model: score.model,
      rank: score.rank,
      proposer: score.proposer,
      ...curvesJson(score),
      top1: score.top1.share,
      top1_n: score.top1.of,
      top1_ci: score.top1.interval,
      by_label_count: Object.fromEntries(
        score.byLabelCount.map((group) => [group.labels, { images: group.images, ...curvesJson(group) }]),
      ),
    })),
    target_recall: targetRecall,
    target_reached: ensembles.best?.reachesTarget ?? null,
    /** The chosen one first, then the best of every other number of models, fewest first. */
    ensembles: [
      ...(ensembles.best ? [ensembles.best] : []),
      ...ensembles.bySize.filter((one) => one !== ensembles.best),
    ].map((one) => ensembleJson(one, one === ensembles.best)),
    ensembles_searched: ensembles.searched,
    ensembles_left_out: ensembles.leftOut,
    reasons: {
      ...(images.withLabels === 0
        ? { real: noLabel, recall: noLabel, precision: noLabel, ensembles: noLabel }
        : {}),
      ...(images.withOriginal === 0 ? { top1: "no image has an original label" } : {}),
      ...(models.some(({ proposer }) => proposer) ? { rank: "proposers are not ranked" } : {}),
      ...(images.withLabels > 0 && !ensembles.best ? { ensembles: "every model proposed the labels" } : {}),
    },
    implausible: comparison.implausible,
    notes: comparison.notes,
  };
}

const curvesJson = ({ real, recall, recallMacro, precision }: ModelCurves) => ({
  real: real.share,
  real_n: real.of,
  real_ci: real.interval,
  recall,
  recall_macro: recallMacro,
  precision,
});

const ensembleJson = (one: Ensemble, chosen: boolean) => ({
  models: one.models,
  k: one.k,
  recall: one.recall,
  precision: one.precision,
  labels_per_image: one.labelsPerImage,
  found: one.found,
  of: one.of,
  proposed: one.proposed,
  reaches_target: one.reachesTarget,
  chosen,
});
