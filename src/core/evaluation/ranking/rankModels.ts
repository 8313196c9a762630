import type { Interval } from "../../../stats/intervals/interval.ts";
import { firstRight } from "../../../stats/metrics/firstRight.ts";
import type { TopLabels } from "../../../stats/metrics/topLabels.ts";
import type { EvaluatedShare } from "../evaluatedNumbers.ts";
import { shareOf } from "../evaluateShares.ts";
import { countOnes } from "../imageFacts.ts";
import type { ModelRank } from "../modelEvaluation.ts";
import { measureCoverage } from "../subgroups/measureCoverage.ts";
import { pairModels } from "./pairModels.ts";
import { rankByPairs } from "./rankByPairs.ts";

/** A classifier's rankings of the images that it is evaluated on. */
export interface ModelPredictions {
  model: string;
  /** The labels that it is evaluated against came from its own proposals. */
  proposer: boolean;
  top: TopLabels;
}

/** How a model does on some images; of the curves, position 0 is k = 1, and intervals are of 95 %. */
export interface ModelCurves {
  real: EvaluatedShare;
  /** Over all valid labels of all images (micro). */
  recall: (number | null)[];
  recallInterval: (Interval | null)[];
  /** The mean over images (macro). */
  recallMacro: (number | null)[];
  recallMacroInterval: (Interval | null)[];
  /** Over all labels named for all images (micro). */
  precision: (number | null)[];
  precisionInterval: (Interval | null)[];
  /** Only where values of the curves are null. */
  reason?: string;
}

export const labelCountGroups = ["1", "2", "3", "4", "5", "5+"] as const;
type LabelCountGroup = (typeof labelCountGroups)[number];

/** Images with so many labels or more are a group together. */
const cap = 5;

export interface ModelScore extends ModelCurves {
  model: string;
  proposer: boolean;
  /** From 1, among models that did not propose the labels; equal accuracies share a rank. */
  rank: ModelRank;
  /** Top prediction against the original label, over all images that have one. */
  top1: EvaluatedShare;
  /** Apart for images with one valid label, two, and so on; groups without an image are left out. */
  byLabelCount: ({ labels: LabelCountGroup; images: number } & ModelCurves)[];
}

const noValid = "no image has a valid label";

/**
 * Evaluates models on images with multi-labels, best first by ReaL accuracy.
 *
 * @param valid the valid labels of each image [images][any number]; an image without any is left out of everything
 *   but top-1
 * @param originals the original labels of each image [images][any number]; empty where none is known
 * @returns by ReaL accuracy, ties by name
 */
export function rankModels(
  models: readonly ModelPredictions[],
  valid: readonly (readonly number[])[],
  originals: readonly (readonly number[])[],
): ModelScore[] {
  const max = valid.reduce((greatest, { length }) => Math.max(greatest, length), 0);
  const groups = Array.from({ length: cap }, (_, at) => at + 1)
    .map((count) => ({
      labels: (count === cap && max > cap ? `${cap}+` : String(count)) as LabelCountGroup,
      valid: valid.map((list) => (Math.min(list.length, cap) === count ? list : [])),
    }))
    .map((group) => ({ ...group, images: group.valid.filter((list) => list.length > 0).length }))
    .filter(({ images }) => images > 0);
  const evaluated = models
    .map(({ model, proposer, top }) => ({ model, proposer, top, right: rightOf(top, valid) }))
    .sort((a, b) => countOnes(b.right) - countOnes(a.right) || (a.model < b.model ? -1 : 1));
  const hasLabels = Uint8Array.from(valid, ({ length }) => (length > 0 ? 1 : 0));
  const hasReal = countOnes(hasLabels) > 0;
  const ranks = rankByPairs(
    evaluated.map(({ model, proposer, right }) => ({
      model,
      right: proposer || !hasReal ? null : countOnes(right),
      reason: hasReal ? "it proposed the labels" : noValid,
    })),
    pairModels(
      evaluated.filter(({ proposer }) => !proposer),
      hasLabels,
    ),
  );
  const withOriginal = originals.filter(({ length }) => length > 0).length;
  return evaluated.map(({ model, proposer, top }, at) => ({
    model,
    proposer,
    rank: ranks[at]!,
    ...evaluate(top, valid),
    top1: shareOf(countOnes(rightOf(top, originals)), withOriginal, "no image has an original label"),
    byLabelCount: groups.map((group) => ({
      labels: group.labels,
      images: group.images,
      ...evaluate(top, group.valid),
    })),
  }));
}

function evaluate(top: TopLabels, valid: readonly (readonly number[])[]): ModelCurves {
  const { images, validLabels: _, named: __, ...curves } = measureCoverage(top, valid);
  return { real: shareOf(countOnes(rightOf(top, valid)), images, noValid), ...curves };
}

/** [images], 1 where the first prediction is one of the labels. */
const rightOf = (top: TopLabels, labels: readonly (readonly number[])[]) =>
  Uint8Array.from(firstRight(top, labels), (place) => (place === 0 ? 1 : 0));
