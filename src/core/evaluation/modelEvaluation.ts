import type { Interval } from "../../stats/intervals/interval.ts";
import type { BestF1, EvaluatedMean, EvaluatedShare } from "./evaluatedNumbers.ts";

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
  total: number;
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
  /** Predictions per image that the files of all models hold: of images with more labels, none is evaluated. */
  depth: number;
  groups: {
    /** "1", "2" ...; the last that is evaluated may be "5+" or "5-8"; what is deeper than `depth` is a group of its own. */
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
