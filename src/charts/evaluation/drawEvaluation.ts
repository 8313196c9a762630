import type {
  DatasetComparison,
  Evaluation,
  EvaluationRecord,
  LabelCountCell,
  ModelEvaluation,
  Regression,
} from "../../core/evaluation/evaluation.ts";
import { quantile } from "../../stats/intervals/quantile.ts";
import { shareInterval } from "../../stats/intervals/shareInterval.ts";
import { precisionFigure, recallFigure } from "../coverage.ts";
import type { DrawOptions } from "../figureStyle.ts";
import { count, type Figure, share, text } from "../figureTable.ts";
import { accuracyParts } from "./accuracyParts.ts";
import { accuracyRanking } from "./accuracyRanking.ts";
import { calibration } from "./calibration.ts";
import { type ClassResult, classExtremes, classSpread } from "./classAccuracy.ts";
import { fairComparison } from "./fairComparison.ts";
import { labelCountHeatmap } from "./labelCountHeatmap.ts";
import { labelCountHistogram } from "./labelCountHistogram.ts";
import { labelCountPie } from "./labelCountPie.ts";
import { modelPairs } from "./modelPairs.ts";
import { rankIntervals } from "./rankIntervals.ts";
import { realAgainstTop1 } from "./realAgainstTop1.ts";
import { subgroupAccuracy, subgroupMeans } from "./subgroupAccuracy.ts";
import { validConfusions } from "./validConfusions.ts";

/** A topic of an evaluation, with its figures. */
export interface EvaluationSection {
  id: string;
  title: string;
  /** What to see, in one sentence. */
  see: string;
  figures: Figure[];
}

/** What a label index is called. */
type LabelName = (index: number) => string;

/** So many of the easiest and of the hardest classes are shown. */
const mostExtremes = 12;
/** A class with fewer images is neither easy nor hard: nobody knows. */
const leastImages = 5;

/**
 * All figures of an evaluation, by topic, in the order of reading. Topics that it knows nothing of are left out.
 *
 * @param content.metrics drawn where there is no evaluation of predictions
 */
export function drawEvaluation(
  {
    evaluation,
    metrics,
    comparison,
    labelName,
  }: Pick<EvaluationRecord, "evaluation" | "metrics" | "comparison"> & { labelName: LabelName },
  options: DrawOptions,
): EvaluationSection[] {
  const models = evaluation && evaluation.models.length > 0 ? evaluation : null;
  return [
    {
      id: "labels",
      title: "The labels",
      see: "How many valid labels the images have: the more, the less top-1 accuracy says.",
      figures: evaluation ? drawLabels(evaluation, options) : [],
    },
    {
      id: "accuracy",
      title: "Accuracy",
      see: "How often each model names a valid label, how sure that is, and which models differ.",
      figures: models ? drawAccuracy(models, options) : [],
    },
    {
      id: "real-top1",
      title: "ReaL against top-1",
      see: "Whether counting every valid label changes what a model is worth, and for which models.",
      figures: [
        ...(evaluation ? drawRegression(evaluation.regression, options) : []),
        ...(metrics ? drawMetrics(metrics, evaluation !== null, options) : []),
      ],
    },
    {
      id: "label-count",
      title: "Accuracy by number of labels",
      see: "Where top-1 accuracy falls as images have more labels, and why.",
      figures: models ? drawLabelCounts(models, options) : [],
    },
    {
      id: "all-labels",
      title: "Finding all labels",
      see: "Whether a model finds the other labels of an image too, not only one.",
      figures: models ? drawCoverage(models, options) : [],
    },
    {
      id: "classes",
      title: "Classes",
      see: "Which classes are hard, and which errors are none.",
      figures: models ? drawClasses(models, labelName, options) : [],
    },
    {
      id: "calibration",
      title: "Calibration",
      see: "Whether a model is right as often as it claims.",
      figures: models ? drawCalibration(models, options) : [],
    },
    {
      id: "datasets",
      title: "Two datasets",
      see: "How much of the gap between two datasets is due to how many labels their images have.",
      figures: evaluation && comparison ? drawDatasets(evaluation, comparison, options) : [],
    },
  ].filter(({ figures }) => figures.length > 0);
}

function drawLabels({ labels }: Evaluation, options: DrawOptions): Figure[] {
  if (labels.images === 0) return [];
  const most = Math.max(0, ...Object.keys(labels.histogram).map(Number));
  const images = Array.from({ length: most + 1 }, (_, each) => labels.histogram[each] ?? 0);
  return [labelCountPie({ images }, options), labelCountHistogram({ images }, options)];
}

function drawAccuracy({ models, pairs }: Evaluation, options: DrawOptions): Figure[] {
  const inOrder = models.map(({ rank, ...model }) => ({ ...model, rank: rank.value }));
  const ranked = models.filter(({ proposer }) => !proposer);
  const ranks = ranked.map(({ rank, ...model }) => ({ ...model, rank: rank.value, interval: rank.interval }));
  return [
    accuracyRanking({ models: inOrder }, options),
    ...(ranked.length > 1 ? [rankIntervals({ models: ranks }, options)] : []),
    ...(pairs.length > 0 ? [modelPairs({ models: ranked.map(({ model }) => model), pairs }, options)] : []),
  ];
}

function drawRegression(
  { points, slope, intercept, r2, n, slopeInterval, intervalOver, band }: Regression,
  options: DrawOptions,
): Figure[] {
  if (points.length === 0) return [];
  const line =
    slope === null || intercept === null
      ? null
      : { slope, intercept, r2, n, slopeInterval, intervalOver, band };
  return [realAgainstTop1({ models: points.toSorted((a, b) => b.real - a.real), line }, options)];
}

/** A table of accuracies, beside an evaluation of predictions or alone. */
const drawMetrics = (metrics: Regression, beside: boolean, options: DrawOptions): Figure[] =>
  drawRegression(metrics, options).map((figure) =>
    beside
      ? { ...figure, name: "metrics-real-against-top1", title: `${figure.title}: the table of accuracies` }
      : figure,
  );

function drawLabelCounts(evaluation: Evaluation, options: DrawOptions): Figure[] {
  const { models } = evaluation;
  const hasTop1 = models.some(({ top1 }) => top1.share !== null);
  const measure = (cell: LabelCountCell) => (hasTop1 ? cell.top1 : cell.real);
  const name = hasTop1 ? "Top-1 accuracy" : "ReaL accuracy";
  const columns = models[0]!.byLabelCount;
  const heatmap = (values: (model: ModelEvaluation) => (number | null)[]) => ({
    models: models.map((model) => ({ ...model, values: values(model) })),
    columns,
  });
  const halfWidth = (cell: LabelCountCell) => {
    const { interval } = measure(cell);
    return interval && (interval[1] - interval[0]) / 2;
  };
  const accuracy = labelCountHeatmap(
    {
      ...heatmap((model) => model.byLabelCount.map((cell) => measure(cell).share)),
      name: "accuracy-by-label-count",
      title: `${name} by number of labels`,
      caption: `${name} on the images with that many labels. Red cells with a cross are undefined: fewer than two images.`,
      ramp: "accuracy",
    },
    options,
  );
  const width = labelCountHeatmap(
    {
      ...heatmap((model) => model.byLabelCount.map(halfWidth)),
      name: "half-width-by-label-count",
      title: `${name} by number of labels: half-width`,
      caption:
        "Half the width of each cell's 95 % interval, in percentage points. To the right images are few: differences smaller than this mean nothing.",
      ramp: "halfWidth",
    },
    options,
  );
  return [
    accuracy,
    { ...width, table: cellTable(models, measure, name) },
    ...(hasTop1 ? [drawParts(evaluation, options)] : []),
  ];
}

/** Every interval that people ask for, and the paper's margin under its own name. */
function cellTable(
  models: readonly ModelEvaluation[],
  measure: (cell: LabelCountCell) => LabelCountCell["top1"],
  name: string,
): Figure["table"] {
  const ends = (key: string, head: string) => [
    share(`${key}_low`, `${head} from`),
    share(`${key}_high`, "to"),
  ];
  return {
    columns: [
      text("model", "Model"),
      text("labels", "Labels"),
      count("images", "Images"),
      share("accuracy", name),
      share("half_width", "Half-width"),
      ...ends("interval", "95 %"),
      ...ends("wilson", "Wilson 95 %"),
      share("wald_half_width", "Wald half-width"),
      ...ends("clopper_pearson", "Clopper-Pearson 95 %"),
      ...ends("bootstrap", "Bootstrap 95 %"),
      share("as_printed", "as printed in the paper"),
    ],
    rows: models.flatMap(({ model, byLabelCount }) =>
      byLabelCount.map((cell) => {
        const { share: value, interval, wilson, waldHalfWidth, ...more } = measure(cell);
        const { clopperPearson, bootstrap, asPrinted } = more;
        return [
          model,
          cell.labels,
          cell.images,
          value,
          interval && (interval[1] - interval[0]) / 2,
          ...(interval ?? [null, null]),
          ...(wilson ?? [null, null]),
          waldHalfWidth,
          ...(clopperPearson ?? [null, null]),
          ...(bootstrap ?? [null, null]),
          asPrinted,
        ];
      }),
    ),
  };
}

function drawParts({ models, settings }: Evaluation, options: DrawOptions): Figure {
  const cap = settings.subgroupCap;
  const cells = ({ byLabelCount, manyLabels }: ModelEvaluation) => [
    ...byLabelCount.filter((cell) => cell.count >= 1 && cell.count < cap),
    ...(manyLabels.images > 0 ? [manyLabels] : []),
  ];
  return accuracyParts(
    {
      columns: cells(models[0]!),
      models: models.map((model) => ({
        ...model,
        byLabels: cells(model).map((cell) => ({
          top1: cell.top1.share,
          valid: cell.real.share,
          originalOfValid: cell.originalIfValid.share,
        })),
      })),
    },
    options,
  );
}

function drawCoverage({ models, labels }: Evaluation, options: DrawOptions): Figure[] {
  const groups = models[0]!.subgroups.groups;
  const coverage = {
    models: models.map(({ model, proposer, coverage: curve }) => ({ model, proposer, ...curve })),
    relative: labels.proposers.length > 0,
  };
  const subgroups = {
    columns: groups,
    models: models.map((model) => ({
      ...model,
      asma: model.subgroups.asma,
      imageMean: model.subgroups.imageMean,
      byLabels: model.subgroups.groups.map(({ accuracy, interval }) => ({ value: accuracy, interval })),
    })),
  };
  return [
    ...(groups.length > 0 ? [subgroupAccuracy(subgroups, options), subgroupMeans(subgroups, options)] : []),
    ...(models.some(({ depth }) => depth > 1)
      ? [recallFigure(coverage, options), precisionFigure(coverage, options)]
      : []),
  ];
}

function drawClasses(
  { models, classes, confusions }: Evaluation,
  labelName: LabelName,
  options: DrawOptions,
): Figure[] {
  const judged = classes.filter(({ withLabels }) => withLabels > 0);
  const measure = "ReaL accuracy";
  const shares = (at: number) =>
    Float64Array.from(judged, ({ real, withLabels }) => real[at]! / withLabels).sort();
  const spreads = models.map((model, at) => {
    const sorted = shares(at);
    const point = (part: number) => quantile(sorted, part)!;
    const quantiles: [number, number, number, number, number] | null =
      judged.length === 0 ? null : [point(0.1), point(0.25), point(0.5), point(0.75), point(0.9)];
    return { ...model, classes: judged.length, quantiles };
  });
  const shown = Math.max(
    0,
    models.findIndex(({ proposer }) => !proposer),
  );
  const results = judged
    .filter(({ withLabels }) => withLabels >= leastImages)
    .map(({ label, real, withLabels: of }): ClassResult => {
      const right = real[shown]!;
      return {
        name: labelName(label),
        count: right,
        of,
        share: right / of,
        interval: shareInterval(right, of),
      };
    })
    .sort((a, b) => b.share! - a.share! || b.of - a.of || (a.name < b.name ? -1 : 1));
  const half = Math.min(mostExtremes, Math.floor(results.length / 2));
  return [
    ...(judged.length > 1 ? [classSpread({ models: spreads, measure }, options)] : []),
    ...(half > 0
      ? [
          classExtremes(
            {
              model: models[shown]!.model,
              measure,
              best: results.slice(0, half),
              worst: results.slice(-half).reverse(),
              asEasy: results.filter((one) => one.share === results[half - 1]!.share).length,
            },
            options,
          ),
        ]
      : []),
    ...(confusions.length > 0
      ? [
          validConfusions(
            {
              models: models.length,
              confusions: confusions.map(({ original, predicted, predictions, valid }) => ({
                original: labelName(original),
                predicted: labelName(predicted),
                times: predictions,
                valid: valid.count,
              })),
            },
            options,
          ),
        ]
      : []),
  ];
}

function drawCalibration({ models }: Evaluation, options: DrawOptions): Figure[] {
  const sure = models.flatMap(({ model, proposer, calibration: found }) =>
    found && found.images > 0
      ? [
          {
            model,
            proposer,
            ece: found.expectedCalibrationError.value,
            eceInterval: found.expectedCalibrationError.interval,
            bins: found.bins.map(({ above, atMost, images, meanConfidence, accuracy, interval }) => ({
              from: above,
              to: atMost,
              images,
              confidence: meanConfidence,
              accuracy,
              interval,
            })),
          },
        ]
      : [],
  );
  return sure.length > 0 ? [calibration({ models: sure }, options)] : [];
}

function drawDatasets(evaluation: Evaluation, comparison: DatasetComparison, options: DrawOptions): Figure[] {
  const proposers = new Set(evaluation.labels.proposers);
  return (["top1", "real"] as const).flatMap((measure) => {
    const models = comparison.models
      .filter((gap) => gap.measure === measure && gap.raw !== null)
      .map(({ model, raw, rawInterval, gap, gapInterval }) => ({
        model,
        proposer: proposers.has(model),
        raw,
        rawInterval,
        matched: gap,
        matchedInterval: gapInterval,
      }));
    if (models.length === 0) return [];
    const name = measure === "top1" ? "Top-1 accuracy" : "ReaL accuracy";
    const figure = fairComparison({ models, names: [comparison.a, comparison.b], measure: name }, options);
    return [{ ...figure, name: `fair-comparison-${measure}`, title: `${name}: ${figure.title}` }];
  });
}
