import type { DatasetGap, EvaluatedLabels, ModelPair, Regression } from "../../core/evaluation/evaluation.ts";
import type { EvaluationRecord } from "../../core/evaluation/evaluationRecord.ts";
import { intervalsOfSummary } from "../../core/labels/intervalsOfSummary.ts";
import { auditSampleJson } from "./auditSampleJson.ts";
import { modelJson } from "./modelJson.ts";
import { objectsJson } from "./objectsJson.ts";
import {
  cooccurrenceJson,
  peopleJson,
  selectionsJson,
  severityJson,
  superclassesJson,
} from "./peopleJson.ts";
import { withReasons } from "./withReasons.ts";

/**
 * An evaluation as `evaluate --json` prints it: shares between 0 and 1, each with its denominator (`_n`) and 95 %
 * interval (`_ci`). What is undefined is null, and the `reasons` of the same object say why.
 */
export function evaluationJson(record: EvaluationRecord) {
  const { evaluation, metrics, comparison, implausible, inputs } = record;
  const { objects, cooccurrence, selections, superclasses, people, severity, auditSample } = record;
  const regression = evaluation?.regression ?? metrics;
  return withReasons(
    {
      labels: evaluation && labelsJson(evaluation.labels),
      models: evaluation
        ? evaluation.models.map(modelJson)
        : (metrics?.points ?? []).map(({ model, top1, real }) => ({
            model,
            top1,
            real,
            intervals_missing: "a table does not say how many images its accuracies are of",
          })),
      regression: regression && regressionJson(regression),
      pairs: (evaluation?.pairs ?? []).map(pairJson),
      comparison: comparison && { a: comparison.a, b: comparison.b, gaps: comparison.models.map(gapJson) },
      ...(objects && { objects: objectsJson(objects) }),
      ...(cooccurrence && { cooccurrence: cooccurrenceJson(cooccurrence) }),
      ...(selections && { selections: selectionsJson(selections) }),
      ...(superclasses && { superclasses: superclassesJson(superclasses) }),
      ...(people && { human_accuracy: peopleJson(people) }),
      ...(severity && { severity: severityJson(severity) }),
      ...(auditSample && { audit_sample: auditSampleJson(auditSample) }),
      inputs,
      implausible,
    },
    {
      labels: "only a table of accuracies was given",
      regression: "nothing was evaluated",
      comparison: "no other dataset was given (--against)",
    },
  );
}

function labelsJson(labels: EvaluatedLabels) {
  const intervals = intervalsOfSummary(labels);
  return withReasons(
    {
      images: labels.images,
      none: labels.none,
      one: labels.one,
      two: labels.two,
      more: labels.more,
      multi: labels.multi,
      multi_ci: intervals.multi,
      mean: labels.mean,
      mean_ci: intervals.mean,
      histogram: labels.histogram,
      with_original: labels.withOriginal,
      original_kept: labels.originalKept.count,
      original_kept_share: labels.originalKept.share,
      original_kept_ci: labels.originalKept.interval,
      classes: labels.classes,
      proposers: labels.proposers,
    },
    {
      multi: "there is no image",
      multi_ci: "there is no image",
      mean: "there is no image",
      mean_ci: intervals.meanMissing,
      original_kept_share: labels.originalKept.reason,
      original_kept_ci: labels.originalKept.reason,
    },
  );
}

function regressionJson(line: Regression) {
  return withReasons(
    {
      slope: line.slope,
      intercept: line.intercept,
      intercept_ci: null,
      r2: line.r2,
      r2_ci: null,
      n: line.n,
      slope_ci: line.slopeInterval,
      slope_ci_over: line.intervalOver,
      outliers: line.points.filter(({ outlier }) => outlier).map(({ model }) => model),
    },
    {
      slope: line.reason,
      intercept: line.reason,
      intercept_ci:
        line.reason ?? "it moves with the slope: see that one's interval, and the band of the figure",
      r2: line.reason ?? line.r2Missing,
      r2_ci:
        line.reason ??
        line.r2Missing ??
        "it tells how well this line fits these models, of which none are a sample",
      slope_ci: line.reason ?? line.intervalMissing,
    },
  );
}

const pairJson = (pair: ModelPair) =>
  withReasons(
    {
      a: pair.a,
      b: pair.b,
      images: pair.images,
      only_a: pair.onlyA,
      only_b: pair.onlyB,
      difference: pair.difference,
      difference_ci: pair.interval,
      p: pair.p,
      p_holm: pair.pHolm,
      p_benjamini_hochberg: pair.pBenjaminiHochberg,
    },
    {
      difference: pair.reason,
      difference_ci: pair.reason,
      p: pair.reason,
      p_holm: pair.reason,
      p_benjamini_hochberg: pair.reason,
    },
  );

function gapJson(gap: DatasetGap) {
  const noAccuracy = "one of the two datasets has no image to evaluate by";
  return withReasons(
    {
      model: gap.model,
      measure: gap.measure,
      a: gap.a,
      a_n: gap.ofA,
      a_ci: gap.aInterval,
      b: gap.b,
      b_n: gap.ofB,
      b_ci: gap.bInterval,
      raw: gap.raw,
      raw_ci: gap.rawInterval,
      matched: gap.matched,
      gap: gap.gap,
      gap_ci: gap.gapInterval,
      unmatched: gap.unmatched,
      unmatched_ci: null,
    },
    {
      unmatched_ci: "it says what of these two files cannot be compared, and is no estimate",
      a: noAccuracy,
      a_ci: noAccuracy,
      b: noAccuracy,
      b_ci: noAccuracy,
      raw: noAccuracy,
      raw_ci: noAccuracy,
      matched: gap.reason,
      gap: gap.reason,
      gap_ci: gap.reason,
    },
  );
}
