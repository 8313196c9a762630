import type { Interval } from "../../stats/intervals/interval.ts";
import type { LabelSummary } from "../labels/summarizeLabels.ts";

/**
 * What an evaluation of models against multi-labels says. All shares are between 0 and 1 and come with their
 * denominator. What is undefined is null, never 0, and `reason` says why.
 *
 * An image is judged by ReaL accuracy only where it has a valid label, and by top-1 only where it has an original one.
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

/** The labels that models are judged by. */
export interface EvaluatedLabels extends LabelSummary {
  /** Images with an original label: the denominator of top-1. */
  withOriginal: number;
  /** Of these, those whose original label is among the valid ones. */
  originalKept: EvaluatedShare;
  /** Classes that are the original one of an image. */
  classes: number;
  /** Models that the labels were proposed by, judged or not. */
  proposers: string[];
}

/** A share with its denominator and 95 % interval. */
export interface EvaluatedShare {
  count: number;
  of: number;
  share: number | null;
  /** See stats/intervals/shareInterval; null where the share is. */
  interval: Interval | null;
  /** Only where the share is null. */
  reason?: string;
}

/** A mean over images, groups or classes, with its 95 % interval over images. */
export interface EvaluatedMean extends EvaluatedNumber {
  interval: Interval | null;
  /** Why there is no interval, where there is a value. */
  intervalMissing?: string;
}

/** Micro F1 at the threshold at which it is greatest: chosen on the same images, so that it is too high. */
export interface BestF1 extends EvaluatedMean {
  /** The probability from which on a label is predicted. */
  threshold: number | null;
}

/** A number that is no share of a count: with what it is a mean over. */
export interface EvaluatedNumber {
  value: number | null;
  n: number;
  /** Only where the value is null. */
  reason?: string;
}

export interface ModelEvaluation {
  model: string;
  /** It proposed the labels, which flatters it: no rank, no pairs. */
  proposer: boolean;
  /** Labels per image that its file holds. */
  depth: number;
  /** Images that the file has predictions of. */
  n: number;
  /** First prediction is an original label. */
  top1: EvaluatedShare;
  /** One of the first five is; null where the file holds fewer. */
  top5: EvaluatedShare;
  /** First prediction is a valid label, of images that have one. */
  real: EvaluatedShare;
  realTop5: EvaluatedShare;
  /** Top-1 on the images that ReaL accuracy is of: the two then differ by the labels alone. */
  top1OnReal: EvaluatedShare;
  rank: ModelRank;
  /** By the number of valid labels, from 0 to the greatest that occurs. */
  byLabelCount: LabelCountCell[];
  /** Images with `settings.subgroupCap` labels or more, together. */
  manyLabels: LabelCountCell;
  /** How accuracy falls with each further label, among images with at least one. */
  slopes: { top1: LabelSlope; real: LabelSlope };
  subgroups: SubgroupAccuracy;
  /** First predictions that are not the original label, and those among them that are a valid one. */
  otherButValid: EvaluatedShare;
  /** Recall and precision of the first k labels. */
  coverage: CoverageCurve;
  /** F1 of as many predictions as each image has labels. */
  f1AtLabelCount: F1AtLabelCount;
  /** Of the first prediction's confidence, on images with a valid label. */
  calibration: Calibration | null;
  /** Only where `calibration` is null. */
  calibrationMissing?: string;
  /** Only where the file has scores of all labels. */
  scores: ScoreMetrics | null;
  /** Only where `scores` is null. */
  scoresMissing?: string;
}

/** By ReaL accuracy, from 1, among models that did not propose the labels. */
export interface ModelRank {
  value: number | null;
  /** 95 %: the ranks that pairwise tests leave open, see core/rankByPairs. */
  interval: Interval | null;
  reason?: string;
}

/** A share of a group of images, with every interval that people ask for. Null with fewer than two images. */
export interface CellShare {
  count: number;
  of: number;
  share: number | null;
  /** The default, as of every share: see stats/shareInterval. */
  interval: Interval | null;
  wilson: Interval | null;
  /** Share plus and minus `waldHalfWidth`, cut off at 0 and 1; null where that is 0. */
  wald: Interval | null;
  waldHalfWidth: number | null;
  clopperPearson: Interval | null;
  /** From drawing this group's images anew; null where all are right or all wrong. */
  bootstrap: Interval | null;
  /** Only where there is a share without these. */
  waldMissing?: string;
  bootstrapMissing?: string;
  /** The margin of arXiv 2401.17736, figure 5, which divides by the root of n twice. Not an interval. */
  asPrinted: number | null;
  reason?: string;
}

/** A model on the images with a certain number of valid labels. */
export interface LabelCountCell {
  /** "0", "1" ...; "5+" for five or more, where there are more. */
  labels: string;
  /** The number of labels; of "5+", the least. */
  count: number;
  images: number;
  top1: CellShare;
  /** P(valid). Null at 0 labels. */
  real: CellShare;
  /** P(original | valid): of the predictions that are valid, those that are the original label. */
  originalIfValid: CellShare;
  /** The same on images whose original label is among the valid ones, so that it could be named rightly. */
  originalIfValidAndKept: CellShare;
  /** P(original, not valid): the prediction is the original label, which is not among the valid ones. */
  originalNotValid: CellShare;
  /** Mean of 1 / k: top-1 of a model that always names a valid label, any of them. Null at 0 labels. */
  oneOfK: number | null;
  /** Only where `oneOfK` is null. */
  oneOfKMissing?: string;
}

/** A line through right (1) or wrong (0) against the number of valid labels, by least squares. */
export interface LabelSlope {
  images: number;
  /** Change of accuracy per further label; null where all images have equally many. */
  slope: number | null;
  /** 95 %, see stats/withinGroupSlope. */
  interval: Interval | null;
  /** Within original classes: each class has a level of its own. */
  adjusted: number | null;
  adjustedInterval: Interval | null;
  reason?: string;
}

/** Accuracy of as many predictions as an image has labels. */
export interface SubgroupAccuracy {
  /** Predictions per image that the files of all models hold: of images with more labels, none is judged. */
  depth: number;
  groups: {
    /** "1", "2" ...; the last that is judged may be "5+" or "5-8"; what is deeper than `depth` is a group of its own. */
    labels: string;
    images: number;
    /** Mean share of the valid labels that are among the first k predictions. */
    accuracy: number | null;
    interval: Interval | null;
    /** Share of images whose first k predictions are just the valid labels. */
    strict: number | null;
    strictInterval: Interval | null;
    /** Why the group is not in ASMA. */
    reason?: string;
  }[];
  /** Unweighted mean over the groups in it: Aggregate Subgroup Model Accuracy. `n` counts groups. */
  asma: EvaluatedMean;
  asmaStrict: EvaluatedMean;
  /** Images of the groups in ASMA. */
  images: number;
  /** Mean over images: large groups weigh more. */
  imageMean: EvaluatedMean;
  imageMeanStrict: EvaluatedMean;
  /** Images left out because they have more labels than `depth`. */
  tooDeep: number;
}

/** Position 0 is k = 1; intervals are of 95 %, over images. */
export interface CoverageCurve {
  /** Over all valid labels of all images (micro). */
  recall: (number | null)[];
  recallInterval: (Interval | null)[];
  /** Mean over images (macro). */
  recallMacro: (number | null)[];
  recallMacroInterval: (Interval | null)[];
  /** Over all labels named (micro). */
  precision: (number | null)[];
  precisionInterval: (Interval | null)[];
  /** Valid labels: the denominator of `recall`. */
  validLabels: number;
  /** Images with a valid label: the denominator of `recallMacro`. */
  images: number;
  /** Labels named up to each k: the denominator of `precision`. */
  named: number[];
  /** Only where something is null. */
  reason?: string;
}

/** What scores of all labels tell, over images with a valid label. */
export interface ScoreMetrics {
  images: number;
  classes: number;
  /** Logits became probabilities by a softmax; other scores are taken as they are. */
  scale: "probabilities" | "logits";
  /** A label is predicted where its probability is at least this. */
  threshold: number;
  /** Mean over classes with a valid image; `n` counts classes. */
  meanAveragePrecision: EvaluatedMean;
  f1Micro: EvaluatedMean;
  /** Over classes that are valid or predicted somewhere; `n` counts them. */
  f1Macro: EvaluatedMean;
  f1Sample: EvaluatedMean;
  bestF1: BestF1;
  subsetAccuracy: EvaluatedMean;
  hammingLoss: EvaluatedMean;
  jaccard: EvaluatedMean;
  labelRankingAveragePrecision: EvaluatedMean;
  /** How deep a ranking goes to cover all valid labels, counted from 1. */
  coverageError: EvaluatedMean;
  rankingLoss: EvaluatedMean;
  /** Mean of -ln(probability of the original label), in nats. */
  negativeLogLikelihood: EvaluatedMean;
  /** Mean of -ln(probability of all valid labels together). */
  validNegativeLogLikelihood: EvaluatedMean;
}

/** F1 of the first k predictions of each image, k its number of valid labels: precision and recall are equal there. */
export interface F1AtLabelCount {
  /** Over all labels of all images. */
  micro: EvaluatedMean;
  /** Over classes that are valid or predicted somewhere; `n` counts them. */
  macro: EvaluatedMean;
}

/** Whether first predictions are valid as often as their confidence says. */
export interface Calibration {
  /** Images with a valid label whose first prediction has a confidence. */
  images: number;
  /** Between 0 and 1: the mean gap between confidence and the share that is valid, over bins of equal width. */
  expectedCalibrationError: EvaluatedMean;
  bins: CalibrationBin[];
}

export interface CalibrationBin {
  above: number;
  atMost: number;
  images: number;
  right: number;
  meanConfidence: number | null;
  accuracy: number | null;
  /** Of the accuracy, see stats/shareInterval. */
  interval: Interval | null;
  /** Only of a bin without images. */
  reason?: string;
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

/** An evaluation with all that it takes to repeat and cite it: the content of summary.json. */
export interface EvaluationRecord {
  program: string;
  /** UTC, ISO 8601. */
  at: string;
  /** As it was typed. */
  command: string;
  seed: string | number;
  inputs: EvaluationInput[];
  labelSource: LabelSource;
  /** Null where only a table of accuracies was given. */
  evaluation: Evaluation | null;
  /** The regression of a table of accuracies, where one was given. */
  metrics: Regression | null;
  comparison: DatasetComparison | null;
  /** Why each of these is null, by its name. */
  reasons: Partial<Record<"evaluation" | "metrics" | "comparison", string>>;
  /** Files that do not seem to belong together and were judged all the same, because that was asked for. */
  implausible: string[];
}

/** What a reader took from a file. */
export interface InputReading {
  /** "csv with a row per label", say. */
  format: string;
  /** Columns, fields or arrays that were read, what as, and in which unit. */
  used: { name: string; as: string; unit?: string }[];
  /** Those that were not. */
  unused: string[];
  /** What else was decided or left out, each without a full stop. */
  notes: string[];
}

export interface EvaluationInput {
  role: "labels" | "images" | "predictions" | "metrics" | "against";
  /** The file's name, without its folder. */
  file: string;
  sha256: string;
  bytes: number;
  /** Undefined where the format leaves nothing to be decided. */
  reading?: InputReading;
}

/** The forms that files of labels have. */
export type LabelFormat =
  | "multilabelfy-json"
  | "real-json"
  | "release-csv"
  | "records"
  | "coco-json"
  | "multi-hot"
  | "indices-npy";

/** Where the labels came from. */
export type LabelSource =
  | { kind: "file"; format: LabelFormat }
  | {
      kind: "release";
      project: string;
      number: number;
      name: string;
      sha256: string;
      /** Made at. */
      at: string;
      protocol: Record<string, unknown>;
    }
  | { kind: "none"; reason: string };
