import type { DatasetComparison, Evaluation, Regression } from "../../core/evaluation/evaluation.ts";
import type { EvaluationRecord, SeenByPeople } from "../../core/evaluation/evaluationRecord.ts";
import { precisionFigure, recallFigure } from "../coverage.ts";
import type { DrawOptions } from "../figureStyle.ts";
import type { Figure } from "../figureTable.ts";
import { accuracyRanking } from "./accuracyRanking.ts";
import { calibration } from "./calibration.ts";
import { drawClasses, type LabelName } from "./drawClasses.ts";
import { drawHumanAccuracy } from "./drawHumanAccuracy.ts";
import { drawLabelCounts } from "./drawLabelCounts.ts";
import { drawObjects } from "./drawObjects.ts";
import { drawSelections } from "./drawSelections.ts";
import { drawSeverity } from "./drawSeverity.ts";
import { drawSuperclasses } from "./drawSuperclasses.ts";
import { fairComparison } from "./fairComparison.ts";
import { labelCountHistogram } from "./labelCountHistogram.ts";
import { labelCountPie } from "./labelCountPie.ts";
import { modelPairs } from "./modelPairs.ts";
import { rankIntervals } from "./rankIntervals.ts";
import { realAgainstTop1 } from "./realAgainstTop1.ts";
import { subgroupAccuracy, subgroupMeans } from "./subgroupAccuracy.ts";

/** A topic of an evaluation, with its figures. */
export interface EvaluationSection {
  id: string;
  title: string;
  /** What to see, in one sentence. */
  see: string;
  figures: Figure[];
}

/**
 * All figures of an evaluation, by topic, in the order of reading. Topics for which it has no data are left out.
 *
 * @param content.metrics drawn where there is no evaluation of predictions
 */
export function drawEvaluation(
  {
    evaluation,
    metrics,
    comparison,
    objects,
    cooccurrence,
    selections,
    superclasses,
    people,
    severity,
    labelName,
  }: Pick<EvaluationRecord, "evaluation" | "metrics" | "comparison"> &
    SeenByPeople & { labelName: LabelName },
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
      see: "Which classes models confuse, and which of these “errors” are valid labels.",
      figures: models ? drawClasses(models, labelName, options) : [],
    },
    {
      id: "calibration",
      title: "Calibration",
      see: "Whether a model is right as often as it claims.",
      figures: models ? drawCalibration(models, options) : [],
    },
    {
      id: "objects",
      title: "Several objects",
      see: "Whether models name what people take for the main object, and which objects stand beside it.",
      figures: objects ? drawObjects(objects, cooccurrence, labelName, options) : [],
    },
    {
      id: "selections",
      title: "What people see",
      see: "Which labels people find right when they are asked about each by itself, and what they think of models.",
      figures: selections ? drawSelections(selections, labelName, options) : [],
    },
    {
      id: "superclasses",
      title: "Superclasses",
      see: "Which groups of labels are taken for each other, by models and by people.",
      figures: superclasses ? drawSuperclasses(superclasses, bestOf(models), options) : [],
    },
    {
      id: "people",
      title: "Human accuracy",
      see: "How often people are right by the same labels.",
      figures: people ? drawHumanAccuracy(people, options) : [],
    },
    {
      id: "severity",
      title: "Severity of errors",
      see: "How many errors are bad ones.",
      figures: severity ? drawSeverity(severity, labelName, options) : [],
    },
    {
      id: "datasets",
      title: "Two datasets",
      see: "How much of the gap between two datasets is due to how many labels their images have.",
      figures: evaluation && comparison ? drawDatasets(evaluation, comparison, options) : [],
    },
  ].filter(({ figures }) => figures.length > 0);
}

/** The first that did not propose the labels. */
const bestOf = (evaluation: Evaluation | null) =>
  (evaluation?.models.find(({ proposer }) => !proposer) ?? evaluation?.models[0])?.model;

function drawLabels({ labels }: Evaluation, options: DrawOptions): Figure[] {
  if (labels.images === 0) return [];
  const max = Math.max(0, ...Object.keys(labels.histogram).map(Number));
  const images = Array.from({ length: max + 1 }, (_, each) => labels.histogram[each] ?? 0);
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
