import type { EvaluatedFiles } from "../actions/evaluateFiles.ts";
import type { EvaluatedShare, Evaluation, Regression } from "../core/evaluation.ts";
import { formatCount, formatNumber, formatShare, formatTable } from "./output.ts";

const percent = (share: number | null | undefined) => (share == null ? "–" : `${(share * 100).toFixed(2)}%`);
const points = (gap: number | null) => (gap === null ? "–" : (gap * 100).toFixed(2));
const range = (interval: readonly [number, number] | null) =>
  interval ? interval.map((bound) => (bound * 100).toFixed(2)).join(" to ") : "–";

/** An evaluation for people: the labels, a table of the models, the regression, and what limits all of it. */
export function formatEvaluation({ record, notes }: EvaluatedFiles): string {
  const { evaluation, metrics, comparison, implausible } = record;
  return [
    ...implausible.map((line) => `  Implausible: ${line}`),
    ...(evaluation
      ? [formatLabels(evaluation), formatModels(evaluation), formatLine(evaluation.regression)]
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
  const { count, of } = labels.originalKept;
  return `  ${formatCount(labels.images, "image")}: ${share(labels.none)} without a label, ${share(labels.one)} with one, ${share(labels.two)} with two, ${share(labels.more)} with more; ${labels.mean?.toFixed(4) ?? "–"} on average
  the original label is valid on ${formatNumber(count)} of ${formatNumber(of)} images`;
}

function formatModels({ models }: Evaluation): string {
  const depth = models[0]?.subgroups.depth;
  const cells = ({ share, interval }: EvaluatedShare) => [percent(share), range(interval)];
  return formatTable([
    [
      "rank",
      "model",
      "top-1",
      "95 % interval",
      "top-5",
      "ReaL",
      "95 % interval",
      "top-1 on ReaL's",
      `ASMA${depth === undefined ? "" : `, k to ${depth}`}`,
      "95 % interval",
    ],
    ...models.map(({ model, proposer, rank, top1, top5, real, top1OnReal, subgroups }) => [
      rank.value === null ? "–" : String(rank.value),
      proposer ? `${model} (proposer)` : model,
      ...cells(top1),
      percent(top5.share),
      ...cells(real),
      percent(top1OnReal.share),
      percent(subgroups.asma.value),
      range(subgroups.asma.interval),
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
