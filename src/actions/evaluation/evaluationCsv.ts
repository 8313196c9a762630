import type { EvaluatedMean, EvaluatedShare } from "../../core/evaluation/evaluatedNumbers.ts";
import type { Evaluation, Flip } from "../../core/evaluation/evaluation.ts";
import type { CellShare, LabelCountCell } from "../../core/evaluation/modelEvaluation.ts";
import type { SampledError } from "./evaluateFiles.ts";

type Cell = string | number | null;
export type Table = [header: string[], rows: Iterable<Cell[]>];

const shareColumns = (name: string) => [name, `${name}_n`, `${name}_low`, `${name}_high`];
const shareCells = ({ share, total, interval }: EvaluatedShare): Cell[] => [
  share,
  total,
  interval?.[0] ?? null,
  interval?.[1] ?? null,
];

const meanCells = ({ value, n, interval }: EvaluatedMean): Cell[] => [
  value,
  n,
  interval?.[0] ?? null,
  interval?.[1] ?? null,
];

const noCells: Cell[] = [null, null, null, null];

export function modelTable({ models }: Evaluation): Table {
  const scoreNames = [
    "meanAveragePrecision",
    "f1Micro",
    "f1Macro",
    "f1Sample",
    "bestF1",
    "subsetAccuracy",
    "hammingLoss",
    "jaccard",
    "labelRankingAveragePrecision",
    "coverageError",
    "rankingLoss",
    "negativeLogLikelihood",
    "validNegativeLogLikelihood",
  ] as const;
  const header = [
    "model",
    "proposer",
    "rank",
    "rank_low",
    "rank_high",
    "n",
    ...["top1", "top5", "real", "real_top5", "top1_on_real", "other_but_valid"].flatMap(shareColumns),
    ...["asma", "asma_strict", "variable_top_k", "variable_top_k_strict"].flatMap(shareColumns),
    ...["slope_top1", "slope_top1_within_class", "slope_real", "slope_real_within_class"].flatMap((name) => [
      name,
      `${name}_low`,
      `${name}_high`,
    ]),
    ...["f1_at_label_count", "f1_macro_at_label_count", "expected_calibration_error"].flatMap(shareColumns),
    ...scoreNames
      .map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
      .flatMap(shareColumns),
    "best_f1_threshold",
  ];
  const rows = models.map((model): Cell[] => [
    model.model,
    model.proposer ? "yes" : "no",
    model.rank.value,
    model.rank.interval?.[0] ?? null,
    model.rank.interval?.[1] ?? null,
    model.n,
    ...[model.top1, model.top5, model.real, model.realTop5, model.top1OnReal].flatMap(shareCells),
    ...shareCells(model.otherButValid),
    ...[model.subgroups.asma, model.subgroups.asmaStrict].flatMap(meanCells),
    ...[model.subgroups.imageMean, model.subgroups.imageMeanStrict].flatMap(meanCells),
    ...[model.slopes.top1, model.slopes.real].flatMap(({ slope, interval, adjusted, adjustedInterval }) => [
      slope,
      interval?.[0] ?? null,
      interval?.[1] ?? null,
      adjusted,
      adjustedInterval?.[0] ?? null,
      adjustedInterval?.[1] ?? null,
    ]),
    ...[model.f1AtLabelCount.micro, model.f1AtLabelCount.macro].flatMap(meanCells),
    ...(model.calibration ? meanCells(model.calibration.expectedCalibrationError) : noCells),
    ...scoreNames.flatMap((name) => (model.scores ? meanCells(model.scores[name]) : noCells)),
    model.scores?.bestF1.threshold ?? null,
  ]);
  return [header, rows];
}

export function labelCountTable({ models }: Evaluation): Table {
  const measures = ["top1", "real", "originalIfValid", "originalIfValidAndKept", "originalNotValid"] as const;
  const header = [
    "model",
    "labels",
    "images",
    "measure",
    "count",
    "of",
    "share",
    "low",
    "high",
    "wilson_low",
    "wilson_high",
    "wald_half_width",
    "clopper_pearson_low",
    "clopper_pearson_high",
    "bootstrap_low",
    "bootstrap_high",
    "as_printed_in_the_paper",
    "one_of_k",
  ];
  function* rows(): Generator<Cell[]> {
    for (const { model, byLabelCount, manyLabels } of models) {
      for (const cell of withMany(byLabelCount, manyLabels)) {
        for (const measure of measures) {
          yield [
            model,
            cell.labels,
            cell.images,
            measure.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
            ...cellCells(cell[measure]),
            measure === "top1" ? cell.oneOfK : null,
          ];
        }
      }
    }
  }
  return [header, rows()];
}

/** Adds the images with many labels as one row, where these span more than one number of labels. */
const withMany = (cells: readonly LabelCountCell[], many: LabelCountCell) =>
  cells.some(({ labels }) => labels === many.labels) ? cells : [...cells, many];

const cellCells = (cell: CellShare): Cell[] => [
  cell.count,
  cell.total,
  cell.share,
  cell.interval?.[0] ?? null,
  cell.interval?.[1] ?? null,
  cell.wilson?.[0] ?? null,
  cell.wilson?.[1] ?? null,
  cell.waldHalfWidth,
  cell.clopperPearson?.[0] ?? null,
  cell.clopperPearson?.[1] ?? null,
  cell.bootstrap?.[0] ?? null,
  cell.bootstrap?.[1] ?? null,
  cell.asPrinted,
];

export function classTable({ classes, models }: Evaluation): Table {
  function* rows(): Generator<Cell[]> {
    for (const { label, images, withLabels, meanLabels, top1, real } of classes) {
      for (const [at, { model }] of models.entries()) {
        const [right, valid] = [top1[at]!, real[at]!];
        const shares = [right / images, withLabels === 0 ? null : valid / withLabels];
        yield [label, model, images, withLabels, meanLabels, right, shares[0]!, valid, shares[1]!];
      }
    }
  }
  const header = [
    "label",
    "model",
    "images",
    "with_labels",
    "mean_labels",
    "top1_right",
    "top1",
    "real_right",
    "real",
  ];
  return [header, rows()];
}

export function confusionTable({ confusions }: Evaluation): Table {
  return [
    ["original", "predicted", "predictions", "images", "valid", "valid_share"],
    confusions.map(({ original, predicted, predictions, images, valid }) => [
      original,
      predicted,
      predictions,
      images,
      valid.count,
      valid.share,
    ]),
  ];
}

export function pairTable({ pairs }: Evaluation): Table {
  return [
    [
      "a",
      "b",
      "images",
      "only_a",
      "only_b",
      "difference",
      "low",
      "high",
      "p",
      "p_holm",
      "p_benjamini_hochberg",
    ],
    pairs.map(({ a, b, images, onlyA, onlyB, difference, interval, p, pHolm, pBenjaminiHochberg }) => [
      a,
      b,
      images,
      onlyA,
      onlyB,
      difference,
      interval?.[0] ?? null,
      interval?.[1] ?? null,
      p,
      pHolm,
      pBenjaminiHochberg,
    ]),
  ];
}

export function sensitivityTable({ sensitivity, models }: Evaluation): Table {
  return [
    ["labels", "model", "rank", ...shareColumns("real"), "slope", "missing"],
    sensitivity.variants.flatMap(({ variant, real, ranks, slope, missing }): Cell[][] =>
      missing === undefined
        ? real.map((share, at) => [variant, models[at]!.model, ranks[at]!, ...shareCells(share), slope, null])
        : [[variant, null, null, null, null, null, null, null, missing]],
    ),
  ];
}

export function flipTable(flips: Iterable<Flip>): Table {
  function* rows(): Generator<Cell[]> {
    for (const { model, image, originals, predicted, valid, top1 } of flips) {
      const verdict = top1 ? "right by top-1, not valid" : "wrong by top-1, valid";
      yield [model, image, originals.join("|"), predicted, valid.join("|"), verdict];
    }
  }
  return [["model", "image", "original", "predicted", "valid", "verdict"], rows()];
}

/**
 * Errors for experts to rate: they fill in `severity` and, in their own words, `cause`. Labels are written as indices,
 * with their names beside them where known. The model that made an error is not named, so that nobody judges by it.
 */
export function errorTable(
  errors: readonly SampledError[],
  labelName: ((index: number) => string) | undefined,
): Table {
  const named = (label: number | undefined) => (label === undefined ? null : (labelName?.(label) ?? null));
  return [
    ["image", "label", "label_name", "original", "original_name", "severity", "cause"],
    errors.map(({ image, label, originals }): Cell[] => [
      image,
      label,
      named(label),
      originals.join("|"),
      originals.map(named).join("|"),
      null,
      null,
    ]),
  ];
}
