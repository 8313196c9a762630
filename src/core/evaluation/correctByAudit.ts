import { studentQuantile } from "../../stats/distributions/studentQuantile.ts";
import type { Interval } from "../../stats/intervals/interval.ts";
import { firstRight } from "../../stats/metrics/firstRight.ts";
import type { TopLabels } from "../../stats/metrics/topLabels.ts";

/** The audit sample, and which of the evaluated images it stands for. */
export interface ExhaustiveLabels {
  /** [images] */
  strata: readonly string[];
  /** Of the sampled images the labels that experts gave from blank, by position; empty where they saw none. */
  labels: ReadonlyMap<number, readonly number[]>;
}

export interface CorrectedAccuracy {
  model: string;
  proposer: boolean;
  /** By the labels as they are; null where no image has any. */
  real: number | null;
  /** From 1; equal accuracies share a rank. Proposers are ranked, too: to see what becomes of them. */
  rank: number | null;
  /** As it would be if all images had been labelled like the sample; null where it cannot be estimated. */
  corrected: number | null;
  correctedInterval: Interval | null;
  correctedRank: number | null;
  /** Only where nothing can be estimated. */
  reason?: string;
}

export interface AuditCorrection {
  /** Of the evaluated images: how many were audited. */
  audited: number;
  images: number;
  strata: number;
  /** By the corrected accuracy, the best first. */
  models: CorrectedAccuracy[];
}

interface JudgedModel {
  model: string;
  proposer: boolean;
  top: TopLabels;
}

/**
 * ReaL accuracies that favour no proposer. Labels that a model proposed lack what it did not see, which makes it right
 * where others are wrong. On the audited images it is known how much each model gains and loses by exhaustive labels; the
 * mean of that in each stratum, for all its images, corrects the count of right images and the count of images with
 * a label (difference estimator). Unbiased, whatever labels the proposals missed.
 *
 * The interval is of 95 % and over which images were drawn: Student's t on the linearised ratio, with one image that
 * half gains and half loses added to each stratum, so that one where nothing was found to differ is not taken for sure.
 *
 * @param valid the valid labels of each image, as they are
 * @see Särndal, Swensson and Wretman (1992), Model assisted survey sampling, sections 3.6 and 6.3
 */
export function correctByAudit(
  models: readonly JudgedModel[],
  valid: readonly (readonly number[])[],
  { strata, labels }: ExhaustiveLabels,
): AuditCorrection {
  const groups = Map.groupBy(valid.keys(), (image) => strata[image]!);
  const parts = Array.from(groups.values(), (images) => ({
    images: images.length,
    sampled: images.filter((image) => labels.has(image)),
  }));
  const exhaustive = valid.map((set, image) => labels.get(image) ?? set);
  const judged = models.map(({ model, proposer, top }) => {
    const real = shareRight(rightOf(top, valid), valid);
    return { model, proposer, real, ...correct(top, valid, exhaustive, parts) };
  });
  const rankIn = (values: readonly (number | null)[], value: number | null) =>
    value === null ? null : 1 + values.filter((other) => other !== null && other > value).length;
  const [before, after] = [judged.map(({ real }) => real), judged.map(({ corrected }) => corrected)];
  return {
    audited: labels.size,
    images: valid.length,
    strata: parts.length,
    models: judged
      .map((model) => ({
        ...model,
        rank: rankIn(before, model.real),
        correctedRank: rankIn(after, model.corrected),
      }))
      .sort((a, b) => (b.corrected ?? -1) - (a.corrected ?? -1) || (a.model < b.model ? -1 : 1)),
  };
}

interface Part {
  images: number;
  /** Positions of the audited images. */
  sampled: readonly number[];
}

function correct(
  top: TopLabels,
  valid: readonly (readonly number[])[],
  exhaustive: readonly (readonly number[])[],
  parts: readonly Part[],
): Pick<CorrectedAccuracy, "corrected" | "correctedInterval" | "reason"> {
  const unknown = (reason: string) => ({ corrected: null, correctedInterval: null, reason });
  if (parts.some(({ sampled }) => sampled.length === 0)) return unknown("a stratum has no audited image");
  const [before, after] = [rightOf(top, valid), rightOf(top, exhaustive)];
  const gain = (image: number) => after[image]! - before[image]!;
  const more = (image: number) => Number(exhaustive[image]!.length > 0) - Number(valid[image]!.length > 0);
  const total = (value: (image: number) => number) =>
    parts.reduce((sum, { images, sampled }) => sum + images * mean(sampled, value), 0);
  const labelled = valid.filter((set) => set.length > 0).length + total(more);
  if (labelled <= 0) return unknown("no image has a valid label");
  const corrected = (before.reduce((sum, one) => sum + one, 0) + total(gain)) / labelled;
  const off = (image: number) => gain(image) - corrected * more(image);
  const variance = parts.reduce((sum, { images, sampled }) => {
    const centre = mean(sampled, off);
    const added = ((1 - centre) ** 2 + (1 + centre) ** 2) / 2;
    const squares = sampled.reduce((all, image) => all + (off(image) - centre) ** 2, added);
    const unseen = 1 - sampled.length / images;
    return sum + (images ** 2 * unseen * squares) / sampled.length ** 2;
  }, 0);
  const freedom = parts.reduce((sum, { sampled }) => sum + sampled.length - 1, 0);
  const half = (studentQuantile(0.975, Math.max(1, freedom)) * Math.sqrt(variance)) / labelled;
  const within = (share: number) => Math.min(1, Math.max(0, share));
  return {
    corrected: within(corrected),
    correctedInterval: [within(corrected - half), within(corrected + half)],
  };
}

const mean = (images: readonly number[], value: (image: number) => number) =>
  images.reduce((sum, image) => sum + value(image), 0) / images.length;

/** [images], 1 where the first prediction is one of the labels. */
const rightOf = (top: TopLabels, labels: readonly (readonly number[])[]) =>
  Uint8Array.from(firstRight(top, labels), (place) => (place === 0 ? 1 : 0));

function shareRight(right: Uint8Array, valid: readonly (readonly number[])[]): number | null {
  const labelled = valid.filter((set) => set.length > 0).length;
  return labelled === 0 ? null : right.reduce((sum, one) => sum + one, 0) / labelled;
}
