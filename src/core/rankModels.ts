import { precisionAtK } from "../stats/precisionAtK.ts";
import { realAccuracy } from "../stats/realAccuracy.ts";
import { recallAtK } from "../stats/recallAtK.ts";
import type { TopLabels } from "../stats/topLabels.ts";
import { wilsonInterval } from "../stats/wilsonInterval.ts";

/** A classifier's rankings of the images that it is judged on. */
export interface JudgedModel {
  model: string;
  /** The labels that it is judged against came from its own proposals. */
  proposer: boolean;
  top: TopLabels;
}

/** A share with its denominator and 95 % Wilson interval; null where the denominator is 0. */
export interface JudgedShare {
  count: number;
  of: number;
  share: number | null;
  interval: [number, number] | null;
}

/** How a model does on some images; of the curves, position 0 is k = 1. */
export interface ModelCurves {
  real: JudgedShare;
  /** Over all valid labels of all images (micro). */
  recall: (number | null)[];
  /** The mean over images (macro). */
  recallMacro: (number | null)[];
  /** Over all labels named for all images (micro). */
  precision: (number | null)[];
}

export const labelCountGroups = ["1", "2", "3", "4", "5+"] as const;

export interface ModelScore extends ModelCurves {
  model: string;
  proposer: boolean;
  /** From 1, among models that did not propose the labels; equal accuracies share a rank. Null for a proposer. */
  rank: number | null;
  /** Top prediction against the original label, over all images that have one. */
  top1: JudgedShare;
  /** Apart for images with one valid label, two, and so on; groups without an image are left out. */
  byLabelCount: ({ labels: (typeof labelCountGroups)[number]; images: number } & ModelCurves)[];
}

/**
 * Judges models on images with multi-labels, best first by ReaL accuracy.
 *
 * @param valid the valid labels of each image [images][any number]; an image without any is left out of everything
 *   but top-1
 * @param originals the original labels of each image [images][any number]; empty where none is known
 * @returns by ReaL accuracy, ties by name
 */
export function rankModels(
  models: readonly JudgedModel[],
  valid: readonly (readonly number[])[],
  originals: readonly (readonly number[])[],
): ModelScore[] {
  const groups = labelCountGroups
    .map((labels, position) => ({
      labels,
      valid: valid.map((list) => (groupOf(list) === position ? list : [])),
    }))
    .map((group) => ({ ...group, images: group.valid.filter((list) => list.length > 0).length }))
    .filter(({ images }) => images > 0);
  const scores = models.map(({ model, proposer, top }) => ({
    model,
    proposer,
    ...judge(top, valid),
    top1: shareOf(realAccuracy(firstOf(top), originals)),
    byLabelCount: groups.map((group) => ({
      labels: group.labels,
      images: group.images,
      ...judge(top, group.valid),
    })),
  }));
  scores.sort(
    (a, b) =>
      (b.real.share ?? -1) - (a.real.share ?? -1) || (a.model < b.model ? -1 : Number(a.model > b.model)),
  );
  const ranked = scores.filter(({ proposer }) => !proposer);
  return scores.map((score) => ({
    ...score,
    rank: score.proposer ? null : 1 + ranked.findIndex(({ real }) => real.share === score.real.share),
  }));
}

/** The position in `labelCountGroups`; -1 for an image without a label. */
const groupOf = (labels: readonly number[]) => Math.min(labels.length, labelCountGroups.length) - 1;

function judge(top: TopLabels, valid: readonly (readonly number[])[]): ModelCurves {
  const recall = recallAtK(top, valid);
  return {
    real: shareOf(realAccuracy(firstOf(top), valid)),
    recall: recall.micro,
    recallMacro: recall.macro,
    precision: precisionAtK(top, valid).share,
  };
}

const firstOf = ({ depth, labels }: TopLabels) =>
  Int32Array.from({ length: labels.length / depth }, (_, image) => labels[image * depth] as number);

const shareOf = (share: Omit<JudgedShare, "interval">): JudgedShare => ({
  ...share,
  interval: wilsonInterval(share.count, share.of),
});
