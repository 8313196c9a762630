import type { Interval } from "../../stats/intervals/interval.ts";
import type { LabelSummary } from "../labels/summarizeLabels.ts";
import type { EvaluatedShare } from "./evaluatedNumbers.ts";
import type { ModelEvaluation } from "./modelEvaluation.ts";

/**
 * What an evaluation of models against multi-labels says. All shares are between 0 and 1 and come with their
 * denominator. What is undefined is null, never 0, and `reason` says why.
 *
 * An image is evaluated by ReaL accuracy only where it has a valid label, and by top-1 only where it has an original one.
 */
export interface Evaluation {
  settings: EvaluationSettings;
  labels: EvaluatedLabels;
  /** Best first by ReaL accuracy, ties by name. */
  models: ModelEvaluation[];
  /** ReaL accuracy (y) on top-1 (x), both as shares, over all models. */
  regression: Regression;
  /** Every two models that did not propose the labels, in the order of `models`. */
  pairs: ModelPair[];
  sensitivity: Sensitivity;
  /** In the order of label indices; only labels that are the original one of an image. */
  classes: ClassRow[];
  /** What models take for what, and how often rightly; the most frequent first. */
  confusions: Confusion[];
  limits: string[];
}

export interface EvaluationSettings {
  /** How often images are drawn anew, for what has no interval of its own; 0 for not at all. */
  replicates: number;
  seed: string | number;
  /** Of all intervals. */
  confidence: 0.95;
  /** Groups of images with equally many labels count for ASMA only from so many images. */
  minimumSubgroup: number;
  /** ASMA takes images with so many labels or more together. */
  subgroupCap: number;
}

/** The labels that models are evaluated by. */
export interface EvaluatedLabels extends LabelSummary {
  /** Images with an original label: the denominator of top-1. */
  withOriginal: number;
  /** Of these, those whose original label is among the valid ones. */
  originalKept: EvaluatedShare;
  /** Classes that are the original one of an image. */
  classes: number;
  /** Models that the labels were proposed by, evaluated or not. */
  proposers: string[];
}

export interface Regression {
  /** Models. */
  n: number;
  slope: number | null;
  intercept: number | null;
  /** Between 0 and 1. */
  r2: number | null;
  /** Why there is no R2, where there is a slope. */
  r2Missing?: string;
  /** 95 %; what it is over, `intervalOver` says. */
  slopeInterval: Interval | null;
  /**
   * Images: how the slope varies with them, of just these models. Models: how it varies with the models, were they drawn
   * at random, which is all that a table of accuracies can tell.
   */
  intervalOver: "images" | "models";
  /** Where the line lies in resampled sets of images: 95 % at every whole percent of top-1; empty without draws. */
  band: { top1: number; low: number; high: number }[];
  points: RegressionPoint[];
  reason?: string;
  /** Why there is no interval of the slope, where there is a slope. */
  intervalMissing?: string;
}

export interface RegressionPoint {
  model: string;
  proposer: boolean;
  top1: number;
  real: number;
  fitted: number | null;
  residual: number | null;
  /** Externally studentised; null with fewer than four models. */
  studentised: number | null;
  /** Two-sided p of it times the number of models (Bonferroni), at most 1. */
  p: number | null;
  /** p < .05. */
  outlier: boolean;
  /** Only where something is null. */
  reason?: string;
}

/** Two models on the same images with a valid label. */
export interface ModelPair {
  a: string;
  b: string;
  images: number;
  /** Images on which only that one's first prediction is valid. */
  onlyA: number;
  onlyB: number;
  /** ReaL accuracy of a less that of b. */
  difference: number | null;
  /** 95 %; leaves out 0 exactly where p < .05, see stats/pairedInterval. */
  interval: Interval | null;
  /** McNemar's exact test. */
  p: number | null;
  /** Corrected for the number of pairs (Holm). */
  pHolm: number | null;
  /** Corrected so that of the pairs below .05 at most 5 % are chance (Benjamini and Hochberg). */
  pBenjaminiHochberg: number | null;
  /** Only where the difference is null. */
  reason?: string;
}

export const sensitivityVariants = [
  "as-given",
  "no-label-wrong",
  "no-label-original",
  "agreed-only",
  "refined-only",
  "union",
  "intersection",
] as const;

/** What headlines become if labels are made otherwise. The first variant is "as-given". */
export interface Sensitivity {
  variants: SensitivityVariant[];
}

export interface SensitivityVariant {
  variant: (typeof sensitivityVariants)[number];
  /** For people. */
  title: string;
  /** Why this source of labels cannot tell; the rest is null or empty then. */
  missing?: string;
  images: number | null;
  withLabels: number | null;
  /** Share of images with two labels or more. */
  multi: number | null;
  mean: number | null;
  /** In the order of `Evaluation.models`. */
  real: EvaluatedShare[];
  /** By ReaL accuracy, null for proposers; in the same order. */
  ranks: (number | null)[];
  /** Only where a rank is null. */
  ranksMissing?: string;
  /** Of ReaL accuracy on top-1, both on the images of this variant. */
  slope: number | null;
  /** 95 %, over the images of this variant. */
  slopeInterval: Interval | null;
  /** Only where the slope is null and labels are not missing. */
  slopeMissing?: string;
  /** Only where there is a slope without an interval. */
  slopeIntervalMissing?: string;
}

/** Images of one original label; lists are in the order of `Evaluation.models`. */
export interface ClassRow {
  label: number;
  images: number;
  withLabels: number;
  /** Labels per image. */
  meanLabels: number;
  /** Images right by top-1, of `images`. */
  top1: number[];
  /** Images right by ReaL, of `withLabels`. */
  real: number[];
}

/** First predictions of all models together. */
export interface Confusion {
  original: number;
  predicted: number;
  /** Over models and images. */
  predictions: number;
  images: number;
  /** Of the predictions, those that are a valid label of their image. */
  valid: EvaluatedShare & { intervalMissing: string };
}

/** An image whose verdict depends on the labels: wrong by top-1 and valid, or right by top-1 and not valid. */
export interface Flip {
  model: string;
  image: string;
  originals: number[];
  predicted: number;
  valid: number[];
  top1: boolean;
  real: boolean;
}

/** The accuracy gap between two datasets, model by model, raw and at equal label counts. */
export interface DatasetComparison {
  a: string;
  b: string;
  /** Share of the images with a label of each dataset, by number of labels. */
  shares: { labels: string; a: number; b: number }[];
  /** What differs between the two protocols, where both are known. */
  protocolDifferences: { setting: string; a: string; b: string }[];
  models: DatasetGap[];
}

export interface DatasetGap {
  model: string;
  measure: "top1" | "real";
  a: number | null;
  /** Images that a and b are shares of. */
  ofA: number;
  aInterval: Interval | null;
  b: number | null;
  ofB: number;
  bInterval: Interval | null;
  /** a - b. */
  raw: number | null;
  /** 95 %, over the images of both. */
  rawInterval: Interval | null;
  /** b at a's label counts: b's accuracy of each number of labels, weighted by a's images. */
  matched: number | null;
  /** a - matched, both over the label counts that both datasets have. */
  gap: number | null;
  gapInterval: Interval | null;
  /** Share of a's images whose number of labels b does not have (or only once). */
  unmatched: number;
  reason?: string;
}
