import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { CsvOptions } from "../../contract/csvText.ts";
import { Failure } from "../../contract/failure.ts";
import type {
  CellShare,
  EvaluatedMean,
  EvaluatedShare,
  Evaluation,
  Flip,
  LabelCountCell,
} from "../../core/evaluation/evaluation.ts";
import { writeCsv } from "../../files/writeCsv.ts";
import { writeFileWhole } from "../../files/writeFileWhole.ts";
import { reportFiles, writeEvaluationReport } from "../reports/writeEvaluationReport.ts";
import type { EvaluatedFiles } from "./evaluateFiles.ts";

type Cell = string | number | null;
type Table = [header: string[], rows: Iterable<Cell[]>];

/**
 * Writes an evaluation into a folder: tables as CSV, summary.json, which holds all of it, and the report. Shares are
 * between 0 and 1; what is undefined is an empty cell, and summary.json has the reason.
 *
 * @param labelName what a label index is called in figures
 * @returns the files' absolute paths
 * @throws Failure `already-exists` unless `force`, `disk-full`
 */
export async function writeEvaluation(
  { record, flips }: EvaluatedFiles,
  {
    folder,
    force,
    labelName,
    spreadsheet,
  }: { folder: string; force: boolean; labelName?: ((index: number) => string) | undefined } & CsvOptions,
): Promise<string[]> {
  const { evaluation } = record;
  const tables: [name: string, table: Table][] = evaluation
    ? [
        ["models.csv", modelTable(evaluation)],
        ["by_label_count.csv", labelCountTable(evaluation)],
        ["per_class.csv", classTable(evaluation)],
        ["confusions.csv", confusionTable(evaluation)],
        ["pairs.csv", pairTable(evaluation)],
        ["sensitivity.csv", sensitivityTable(evaluation)],
        ["flips.csv", flipTable(flips())],
      ]
    : [];
  const summary = "summary.json";
  const taken = [...tables.map(([name]) => name), summary, ...reportFiles].find((name) =>
    existsSync(join(folder, name)),
  );
  if (taken !== undefined && !force) {
    throw new Failure(
      "already-exists",
      `${join(folder, taken)} exists already. Choose another folder, or replace its files with --force.`,
    );
  }
  await mkdir(folder, { recursive: true });
  const files: string[] = [];
  for (const [name, [header, rows]] of tables) {
    files.push(
      await writeFileWhole(join(folder, name), writeCsv(header, rows, { spreadsheet }), { force: true }),
    );
  }
  const text = `${JSON.stringify(record, null, 1)}\n`;
  files.push(await writeFileWhole(join(folder, summary), [text], { force: true }));
  return [...files, ...(await writeEvaluationReport(record, { folder, labelName, spreadsheet }))];
}

const shareColumns = (name: string) => [name, `${name}_n`, `${name}_low`, `${name}_high`];
const shareCells = ({ share, of, interval }: EvaluatedShare): Cell[] => [
  share,
  of,
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

function modelTable({ models }: Evaluation): Table {
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

function labelCountTable({ models }: Evaluation): Table {
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

/** Images of many labels together, where that is more than one number of labels. */
const withMany = (cells: readonly LabelCountCell[], many: LabelCountCell) =>
  cells.some(({ labels }) => labels === many.labels) ? cells : [...cells, many];

const cellCells = (cell: CellShare): Cell[] => [
  cell.count,
  cell.of,
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

function classTable({ classes, models }: Evaluation): Table {
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

function confusionTable({ confusions }: Evaluation): Table {
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

function pairTable({ pairs }: Evaluation): Table {
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

function sensitivityTable({ sensitivity, models }: Evaluation): Table {
  return [
    ["labels", "model", "rank", ...shareColumns("real"), "slope", "missing"],
    sensitivity.variants.flatMap(({ variant, real, ranks, slope, missing }): Cell[][] =>
      missing === undefined
        ? real.map((share, at) => [variant, models[at]!.model, ranks[at]!, ...shareCells(share), slope, null])
        : [[variant, null, null, null, null, null, null, null, missing]],
    ),
  ];
}

function flipTable(flips: Iterable<Flip>): Table {
  function* rows(): Generator<Cell[]> {
    for (const { model, image, originals, predicted, valid, top1 } of flips) {
      const verdict = top1 ? "right by top-1, not valid" : "wrong by top-1, valid";
      yield [model, image, originals.join("|"), predicted, valid.join("|"), verdict];
    }
  }
  return [["model", "image", "original", "predicted", "valid", "verdict"], rows()];
}
