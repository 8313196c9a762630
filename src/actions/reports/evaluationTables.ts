import { count, type FigureTable, gap, number, points, share, text } from "../../charts/figureTable.ts";
import type { AuditCorrection } from "../../core/evaluation/correctByAudit.ts";
import type { EvaluatedMean, EvaluatedShare } from "../../core/evaluation/evaluatedNumbers.ts";
import type { Evaluation, SensitivityVariant } from "../../core/evaluation/evaluation.ts";
import type { EvaluationRecord } from "../../core/evaluation/evaluationRecord.ts";
import { protocolRows } from "../../core/releases/protocolRows.ts";
import { describeContent } from "../../files/fileReading.ts";

const percent = (value: number) => (value * 100).toFixed(2);

/** "84.04 % (83.30 to 84.76)"; a dash where undefined. */
function withInterval({ share: value, interval }: Pick<EvaluatedShare, "share" | "interval">): string | null {
  if (value === null) return null;
  return `${percent(value)} %${interval ? ` (${interval.map(percent).join(" to ")})` : ""}`;
}

const proposerName = ({ model, proposer }: { model: string; proposer: boolean }) =>
  proposer ? `${model} (proposer)` : model;

/** What a paper quotes: every model's accuracy with its interval, and its rank. Proposers come last, unranked. */
export function headlineTable({ models }: Evaluation): FigureTable {
  const hasTop1 = models.some(({ top1 }) => top1.share !== null);
  const inOrder = models.toSorted((a, b) => Number(a.proposer) - Number(b.proposer));
  const real = withDenominator(
    "ReaL",
    inOrder.map((model) => model.real),
  );
  const top1 = withDenominator(
    "Top-1",
    inOrder.map((model) => model.top1),
  );
  const onReal = withDenominator(
    "Top-1 on ReaL's images",
    inOrder.map((model) => model.top1OnReal),
    "top1_on_real",
  );
  const top5 = withDenominator(
    "Top-5",
    inOrder.map((model) => model.top5),
  );
  return {
    columns: [
      text("rank", "Rank (95\u00a0%)"),
      text("model", "Model"),
      ...real.columns,
      ...(hasTop1 ? [...top1.columns, ...onReal.columns, ...top5.columns] : []),
    ],
    rows: inOrder.map(({ rank, ...model }, at) => [
      rank.value === null ? null : `${rank.value}${rank.interval ? ` (${rank.interval.join(" to ")})` : ""}`,
      proposerName(model),
      ...real.cells[at]!,
      ...(hasTop1 ? [...top1.cells[at]!, ...onReal.cells[at]!, ...top5.cells[at]!] : []),
    ]),
  };
}

/** Every model's accuracy and rank by the labels as they are, and corrected by the audit sample. */
export function auditedTable({ models }: Evaluation, { models: corrected }: AuditCorrection): FigureTable {
  const intervalOf = new Map(models.map(({ model, real }) => [model, real.interval]));
  return {
    columns: [
      text("model", "Model"),
      text("real", "ReaL (95\u00a0%)"),
      count("rank", "Rank"),
      text("corrected", "Corrected (95\u00a0%)"),
      count("corrected_rank", "Rank then"),
      gap("difference", "Difference, points"),
    ],
    rows: corrected.map((one) => [
      proposerName(one),
      withInterval({ share: one.real, interval: intervalOf.get(one.model) ?? null }),
      one.rank,
      withInterval({ share: one.corrected, interval: one.correctedInterval }) ?? one.reason ?? null,
      one.correctedRank,
      one.real === null || one.corrected === null ? null : one.corrected - one.real,
    ]),
  };
}

/** The denominator is in the heading where it is the same for all, else in a column of its own. */
function withDenominator(
  name: string,
  shares: readonly EvaluatedShare[],
  key = name.toLowerCase().replace("-", ""),
) {
  const [first] = shares;
  if (first && shares.every(({ total }) => total === first.total)) {
    return {
      columns: [text(key, `${name} of\u00a0${first.total.toLocaleString("en")} (95\u00a0%)`)],
      cells: shares.map((one) => [withInterval(one)]),
    };
  }
  return {
    columns: [text(key, `${name} (95\u00a0%)`), count(`${key}_n`, "of")],
    cells: shares.map((one) => [withInterval(one), one.total]),
  };
}

const isEvaluated = ({ missing }: SensitivityVariant) => missing === undefined;

/** The headline under other ways of making the labels: one row per way that could be evaluated. */
export function sensitivityTable({ sensitivity, models }: Evaluation): FigureTable {
  return {
    columns: [
      text("variant", "Labels"),
      count("images", "Images"),
      count("with_labels", "With a label"),
      share("multi", "Two or more"),
      number("mean", "Per image"),
      text("best", "Best model"),
      text("best_real", "Its ReaL (95\u00a0%)"),
      text("slope", "Slope (95\u00a0%)"),
    ],
    rows: sensitivity.variants.filter(isEvaluated).map((variant) => {
      const best = variant.ranks.indexOf(1);
      return [
        variant.title,
        variant.images,
        variant.withLabels,
        variant.multi,
        variant.mean,
        models[best]?.model ?? null,
        variant.real[best] ? withInterval(variant.real[best]) : null,
        meanAsIs({ value: variant.slope, interval: variant.slopeInterval }),
      ];
    }),
  };
}

/** Every model under every way of making the labels that could be evaluated: ReaL accuracy and rank. */
export function sensitivityByModel({ sensitivity, models }: Evaluation): FigureTable {
  const shown = sensitivity.variants.filter(isEvaluated);
  return {
    columns: [text("model", "Model"), ...shown.map(({ variant, title }) => text(variant, title))],
    rows: models.map((model, at) => [
      proposerName(model),
      ...shown.map(({ real, ranks }) => {
        const value = real[at]?.share ?? null;
        if (value === null) return null;
        return `${percent(value)} %${ranks[at] == null ? "" : ` (${ranks[at]})`}`;
      }),
    ]),
  };
}

/** How accuracy falls with each further label, raw and within classes. */
export function slopeTable({ models }: Evaluation): FigureTable {
  const inPoints = (value: number | null | undefined) => (value == null ? null : value * 100);
  return {
    columns: [
      text("model", "Model"),
      points("top1", "Top-1"),
      points("top1_low", "95 % from"),
      points("top1_high", "to"),
      points("top1_adjusted", "Adjusted for class"),
      points("top1_adjusted_low", "95 % from"),
      points("top1_adjusted_high", "to"),
      points("real", "ReaL"),
      points("real_low", "95 % from"),
      points("real_high", "to"),
      points("real_adjusted", "Adjusted for class"),
      points("real_adjusted_low", "95 % from"),
      points("real_adjusted_high", "to"),
    ],
    rows: models.map((model) => [
      proposerName(model),
      ...[model.slopes.top1, model.slopes.real].flatMap(({ slope, interval, adjusted, adjustedInterval }) => [
        inPoints(slope),
        inPoints(interval?.[0]),
        inPoints(interval?.[1]),
        inPoints(adjusted),
        inPoints(adjustedInterval?.[0]),
        inPoints(adjustedInterval?.[1]),
      ]),
    ]),
  };
}

/** The metrics of scores, each with its interval; only models with scores of all labels, or of the first. */
export function scoreTable({ models }: Evaluation): FigureTable {
  const evaluated = models.filter(({ scores, calibration }) => scores !== null || calibration !== null);
  const threshold = evaluated.find(({ scores }) => scores !== null)?.scores?.threshold;
  return {
    columns: [
      text("model", "Model"),
      text("map", "mAP"),
      text("f1_at_label_count", "F1 of k predictions"),
      text("f1_micro", `F1 micro${threshold === undefined ? "" : `, p\u00a0≥\u00a0${threshold}`}`),
      text("f1_macro", "F1 macro"),
      text("f1_sample", "F1 sample"),
      text("best_f1", "Best F1 micro (optimistic)"),
      text("subset_accuracy", "Subset"),
      text("hamming_loss", "Hamming loss"),
      text("jaccard", "Jaccard"),
      text("lrap", "LRAP"),
      text("coverage_error", "Coverage error"),
      text("ranking_loss", "Ranking loss"),
      text("ece", "ECE"),
      text("nll", "NLL"),
    ],
    rows: evaluated.map((model) => {
      const { scores, calibration, f1AtLabelCount } = model;
      const best = meanInPercent(scores?.bestF1);
      return [
        proposerName(model),
        meanInPercent(scores?.meanAveragePrecision),
        meanInPercent(f1AtLabelCount.micro),
        meanInPercent(scores?.f1Micro),
        meanInPercent(scores?.f1Macro),
        meanInPercent(scores?.f1Sample),
        best && `${best} at p\u00a0≥\u00a0${scores!.bestF1.threshold!.toPrecision(3)}`,
        meanInPercent(scores?.subsetAccuracy),
        meanInPercent(scores?.hammingLoss),
        meanInPercent(scores?.jaccard),
        meanInPercent(scores?.labelRankingAveragePrecision),
        meanAsIs(scores?.coverageError),
        meanInPercent(scores?.rankingLoss),
        meanInPercent(calibration?.expectedCalibrationError),
        meanAsIs(scores?.negativeLogLikelihood),
      ];
    }),
  };
}

const meanInPercent = (mean: EvaluatedMean | undefined) =>
  mean ? withInterval({ share: mean.value, interval: mean.interval }) : null;

function meanAsIs(mean: Pick<EvaluatedMean, "value" | "interval"> | undefined): string | null {
  if (!mean || mean.value === null) return null;
  const short = (value: number) => String(Number(value.toPrecision(4)));
  return `${short(mean.value)}${mean.interval ? ` (${mean.interval.map(short).join(" to ")})` : ""}`;
}

export const inputTable = ({ inputs }: EvaluationRecord): FigureTable => ({
  columns: [
    text("role", "Role"),
    text("file", "File"),
    text("reading", "Read as"),
    count("bytes", "Bytes"),
    text("sha256", "SHA-256"),
  ],
  rows: inputs.map(({ role, file, reading, bytes, sha256 }) => [
    role,
    file,
    reading ? describeContent(reading) : null,
    bytes,
    sha256,
  ]),
});

/** How the labels of a release were made. */
export const protocolTable = (protocol: Record<string, unknown>): FigureTable => ({
  columns: [text("what", "What"), text("value", "Value")],
  rows: protocolRows(protocol).map(({ name, value }) => [name, value]),
});

/** The share of images by number of labels in two datasets. */
export const datasetTable = ({ a, b, shares }: NonNullable<EvaluationRecord["comparison"]>): FigureTable => ({
  columns: [text("labels", "Labels"), share("a", a), share("b", b)],
  rows: shares.map((one) => [one.labels, one.a, one.b]),
});

/** What differs between two protocols. */
export const protocolDifferences = ({
  a,
  b,
  protocolDifferences: rows,
}: NonNullable<EvaluationRecord["comparison"]>): FigureTable => ({
  columns: [text("setting", "Setting"), text("a", a), text("b", b)],
  rows: rows.map((row) => [row.setting, row.a, row.b]),
});
