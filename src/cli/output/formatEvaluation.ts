import type { EvaluatedFiles } from "../../actions/evaluation/evaluateFiles.ts";
import type { EvaluatedMean, EvaluatedShare } from "../../core/evaluation/evaluatedNumbers.ts";
import type { Evaluation, Regression } from "../../core/evaluation/evaluation.ts";
import { formatWithPeople } from "./formatWithPeople.ts";
import { formatCount, formatNumber, formatShare, formatTable, percent, range } from "./output.ts";

const points = (gap: number | null) => (gap === null ? "–" : (gap * 100).toFixed(2));

/** An evaluation for people: the labels, a table of the models, the regression, and what limits all of it. */
export function formatEvaluation({ record, notes }: EvaluatedFiles): string {
  const { evaluation, metrics, comparison, implausible } = record;
  return [
    ...implausible.map((line) => `  Implausible: ${line}`),
    ...(evaluation
      ? [
          formatLabels(evaluation),
          formatModels(evaluation),
          formatScores(evaluation),
          formatLine(evaluation.regression),
          ...formatWithPeople(record),
        ]
      : []),
    ...(metrics ? [formatLine(metrics)] : []),
    ...(comparison
      ? [
          `  ${comparison.a} less ${comparison.b}, ReaL, in percentage points:\n${formatTable([
            [
              "model",
              "raw gap",
              "95 % interval",
              "at equal label counts",
              "95 % interval",
              "without counterpart",
            ],
            ...comparison.models
              .filter(({ measure }) => measure === "real")
              .map(({ model, raw, rawInterval, gap, gapInterval, unmatched }) => [
                model,
                points(raw),
                range(rawInterval),
                points(gap),
                range(gapInterval),
                percent(unmatched),
              ]),
          ])}`,
        ]
      : []),
    [...notes, ...(evaluation?.limits ?? [])].map((line) => `  ${line}`).join("\n"),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function formatLabels({ labels }: Evaluation): string {
  const share = (count: number) => formatShare(count, labels.images);
  const { count, total } = labels.originalKept;
  return `  ${formatCount(labels.images, "image")}: ${share(labels.none)} without a label, ${share(labels.one)} with one, ${share(labels.two)} with two, ${share(labels.more)} with more; ${labels.mean?.toFixed(4) ?? "–"} on average
  the original label is valid on ${formatNumber(count)} of ${formatNumber(total)} images`;
}

function formatModels({ models }: Evaluation): string {
  const depth = models[0]?.subgroups.depth;
  /** " of 9,871" where all are of as many images. */
  const over = (read: (model: Evaluation["models"][number]) => number) =>
    models[0] && models.every((model) => read(model) === read(models[0]!))
      ? ` of ${formatNumber(read(models[0]))}`
      : "";
  const cells = ({ share, interval }: EvaluatedShare) => [percent(share), range(interval)];
  return formatTable([
    [
      "rank",
      "95 %",
      "model",
      `top-1${over(({ top1 }) => top1.total)}`,
      "95 % interval",
      "top-5",
      "95 % interval",
      `ReaL${over(({ real }) => real.total)}`,
      "95 % interval",
      "top-1 on ReaL's",
      "95 % interval",
      `ASMA${depth === undefined ? "" : `, k to ${depth}`}`,
      "95 % interval",
    ],
    ...models.map(({ model, proposer, rank, top1, top5, real, top1OnReal, subgroups }) => [
      rank.value === null ? "–" : String(rank.value),
      rank.interval?.join(" to ") ?? "–",
      proposer ? `${model} (proposer)` : model,
      ...cells(top1),
      ...cells(top5),
      ...cells(real),
      ...cells(top1OnReal),
      percent(subgroups.asma.value),
      range(subgroups.asma.interval),
    ]),
  ]);
}

/** Nothing where no file has scores. */
function formatScores({ models }: Evaluation): string {
  const evaluated = models.filter(({ scores, calibration }) => scores !== null || calibration !== null);
  if (evaluated.length === 0) return "";
  const cells = (mean: EvaluatedMean | undefined) => [percent(mean?.value), range(mean?.interval ?? null)];
  const threshold = evaluated.find(({ scores }) => scores)?.scores?.threshold;
  return formatTable([
    [
      "model",
      "mAP",
      "95 % interval",
      "F1 of k",
      "95 % interval",
      `F1${threshold === undefined ? "" : ` at p >= ${threshold}`}`,
      "95 % interval",
      "best F1 (optimistic)",
      "ECE",
      "95 % interval",
    ],
    ...evaluated.map(({ model, scores, calibration, f1AtLabelCount }) => [
      model,
      ...cells(scores?.meanAveragePrecision),
      ...cells(f1AtLabelCount.micro),
      ...cells(scores?.f1Micro),
      scores?.bestF1.threshold == null
        ? "–"
        : `${percent(scores.bestF1.value)} at p >= ${scores.bestF1.threshold.toPrecision(3)}`,
      ...cells(calibration?.expectedCalibrationError),
    ]),
  ]);
}

function formatLine(line: Regression): string {
  const { n, slope, intercept, r2, slopeInterval, intervalOver, intervalMissing } = line;
  if (slope === null || intercept === null) return `  No regression of ReaL on top-1: ${line.reason}.`;
  const outliers = line.points.filter(({ outlier }) => outlier).map(({ model }) => model);
  const interval = slopeInterval?.map((bound) => bound.toFixed(4)).join(" to ");
  return `  ReaL = ${slope.toFixed(5)} × top-1 + ${(intercept * 100).toFixed(5)} (percent), R² ${r2?.toFixed(6) ?? "–"}, ${formatCount(n, "model")}; slope ${interval ? `${interval} (95 %, over ${intervalOver})` : `without an interval: ${intervalMissing}`}
  off the line: ${outliers.length > 0 ? outliers.join(", ") : "no model"}`;
}
