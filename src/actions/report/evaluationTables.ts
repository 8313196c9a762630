import { count, type FigureTable, number, points, share, text } from "../../charts/figureTable.ts";
import type {
  EvaluatedShare,
  Evaluation,
  EvaluationRecord,
  SensitivityVariant,
} from "../../core/evaluation.ts";
import { protocolRows } from "../../core/protocolRows.ts";

const percent = (value: number) => (value * 100).toFixed(2);

/** "84.04 % (83.30 to 84.76)"; a dash where undefined. */
function withInterval({ share: value, interval }: EvaluatedShare): string | null {
  if (value === null) return null;
  return `${percent(value)} %${interval ? ` (${interval.map(percent).join(" to ")})` : ""}`;
}

const proposerName = ({ model, proposer }: { model: string; proposer: boolean }) =>
  proposer ? `${model} (proposer)` : model;

/** What a paper quotes: every model's accuracy with its interval, and its rank. Proposers stand last, unranked. */
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
  return {
    columns: [
      text("rank", "Rank (95\u00a0%)"),
      text("model", "Model"),
      ...real.columns,
      ...(hasTop1
        ? [...top1.columns, share("top1_on_real", "Top-1 on ReaL's images"), share("top5", "Top-5")]
        : []),
    ],
    rows: inOrder.map(({ rank, top1OnReal, top5, ...model }, at) => [
      rank.value === null ? null : `${rank.value}${rank.interval ? ` (${rank.interval.join(" to ")})` : ""}`,
      proposerName(model),
      ...real.cells[at]!,
      ...(hasTop1 ? [...top1.cells[at]!, top1OnReal.share, top5.share] : []),
    ]),
  };
}

/** The denominator stands in the heading where it is the same for all, and else in a column of its own. */
function withDenominator(name: string, shares: readonly EvaluatedShare[]) {
  const key = name.toLowerCase().replace("-", "");
  const [first] = shares;
  if (first && shares.every(({ of }) => of === first.of)) {
    return {
      columns: [text(key, `${name} of\u00a0${first.of.toLocaleString("en")} (95\u00a0%)`)],
      cells: shares.map((one) => [withInterval(one)]),
    };
  }
  return {
    columns: [text(key, `${name} (95\u00a0%)`), count(`${key}_n`, "of")],
    cells: shares.map((one) => [withInterval(one), one.of]),
  };
}

const isTold = ({ missing }: SensitivityVariant) => missing === undefined;

/** What the headline becomes if labels are made otherwise: one row per way that can be told. */
export function sensitivityTable({ sensitivity, models }: Evaluation): FigureTable {
  return {
    columns: [
      text("variant", "Labels"),
      count("images", "Images"),
      count("with_labels", "With a label"),
      share("multi", "Two or more"),
      number("mean", "Per image"),
      text("best", "Best model"),
      share("best_real", "Its ReaL"),
      number("slope", "Slope"),
    ],
    rows: sensitivity.variants.filter(isTold).map((variant) => {
      const best = variant.ranks.indexOf(1);
      return [
        variant.title,
        variant.images,
        variant.withLabels,
        variant.multi,
        variant.mean,
        models[best]?.model ?? null,
        variant.real[best]?.share ?? null,
        variant.slope,
      ];
    }),
  };
}

/** Every model under every way of making the labels that can be told: ReaL accuracy and rank. */
export function sensitivityByModel({ sensitivity, models }: Evaluation): FigureTable {
  const told = sensitivity.variants.filter(isTold);
  return {
    columns: [text("model", "Model"), ...told.map(({ variant, title }) => text(variant, title))],
    rows: models.map((model, at) => [
      proposerName(model),
      ...told.map(({ real, ranks }) => {
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
      points("real", "ReaL"),
      points("real_low", "95 % from"),
      points("real_high", "to"),
      points("real_adjusted", "Adjusted for class"),
    ],
    rows: models.map((model) => [
      proposerName(model),
      ...[model.slopes.top1, model.slopes.real].flatMap(({ slope, interval, adjusted }) => [
        inPoints(slope),
        inPoints(interval?.[0]),
        inPoints(interval?.[1]),
        inPoints(adjusted),
      ]),
    ]),
  };
}

/** What scores of all labels tell; only models with such scores. */
export function scoreTable({ models }: Evaluation): FigureTable {
  return {
    columns: [
      text("model", "Model"),
      share("map", "mAP"),
      share("f1_micro", "F1 micro"),
      share("f1_macro", "F1 macro"),
      share("f1_sample", "F1 sample"),
      share("subset_accuracy", "Subset"),
      share("hamming_loss", "Hamming loss"),
      share("jaccard", "Jaccard"),
      share("lrap", "LRAP"),
      number("coverage_error", "Coverage error"),
      share("ranking_loss", "Ranking loss"),
      share("ece", "ECE"),
      number("nll", "NLL"),
    ],
    rows: models.flatMap((model) => {
      const { scores } = model;
      if (!scores) return [];
      return [
        [
          proposerName(model),
          ...[
            scores.meanAveragePrecision,
            scores.f1Micro,
            scores.f1Macro,
            scores.f1Sample,
            scores.subsetAccuracy,
            scores.hammingLoss,
            scores.jaccard,
            scores.labelRankingAveragePrecision,
            scores.coverageError,
            scores.rankingLoss,
            scores.expectedCalibrationError,
            scores.negativeLogLikelihood,
          ].map(({ value }) => value),
        ],
      ];
    }),
  };
}

export const inputTable = ({ inputs }: EvaluationRecord): FigureTable => ({
  columns: [text("role", "Role"), text("file", "File"), count("bytes", "Bytes"), text("sha256", "SHA-256")],
  rows: inputs.map(({ role, file, bytes, sha256 }) => [role, file, bytes, sha256]),
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
