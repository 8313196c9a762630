import type { TopLabels } from "../../stats/metrics/topLabels.ts";
import { summarizeLabels } from "../labels/summarizeLabels.ts";
import { nameLimits } from "../nameLimits.ts";
import type { EvaluatedShare } from "./evaluatedNumbers.ts";
import { evaluateImages, type Verdicts } from "./evaluateImages.ts";
import { evaluateShares, shareOf } from "./evaluateShares.ts";
import type { EvaluatedLabels, Evaluation, EvaluationSettings } from "./evaluation.ts";
import { countOnes, type ImageFacts, imageFacts } from "./imageFacts.ts";
import type { ModelEvaluation, ScoreMetrics } from "./modelEvaluation.ts";
import { pairModels } from "./ranking/pairModels.ts";
import { rankByPairs } from "./ranking/rankByPairs.ts";
import { measureCalibration } from "./scores/measureCalibration.ts";
import { measureF1AtLabelCount } from "./scores/measureF1AtLabelCount.ts";
import { regressVerdicts } from "./slopes/regressReal.ts";
import { slopePerLabel } from "./slopes/slopePerLabel.ts";
import { countByClass, countConfusions } from "./subgroups/countConfusions.ts";
import { evaluateCells } from "./subgroups/evaluateCell.ts";
import { measureCoverage } from "./subgroups/measureCoverage.ts";
import { measureSubgroups } from "./subgroups/measureSubgroups.ts";
import { type OtherLabels, varyLabels } from "./varyLabels.ts";

export interface EvaluatedModel {
  model: string;
  /** It proposed the labels. */
  proposer: boolean;
  /** Its first labels of every image. */
  top: TopLabels;
  /** Of the same images; or why there are none. */
  scores: ScoreMetrics | string;
  /** The probability of each image's first label [images], NaN where there is none; or why there are none. */
  confidence: ArrayLike<number> | string;
}

export interface EvaluationData {
  /** The valid labels of each image, each once [images][any number]. */
  valid: readonly (readonly number[])[];
  /** The original labels of each image; empty where none is known. */
  originals: readonly (readonly number[])[];
  others: OtherLabels;
  /** Models that the labels were proposed by, evaluated or not. */
  proposers: readonly string[];
  /** Images that have predictions but no labels. */
  unnamed: number;
}

export const defaultEvaluationSettings: EvaluationSettings = {
  replicates: 1000,
  seed: 1,
  confidence: 0.95,
  minimumSubgroup: 2,
  subgroupCap: 5,
};

const maxConfusions = 200;

/** Evaluates models by multi-labels: everything that a report of them says. */
export function evaluateModels(
  models: readonly EvaluatedModel[],
  data: EvaluationData,
  settings: EvaluationSettings = defaultEvaluationSettings,
): Evaluation {
  const { valid, originals } = data;
  const facts = imageFacts(valid, originals);
  const evaluated = models
    .map((model) => ({ ...model, verdicts: evaluateImages(model.top, facts) }))
    .sort((a, b) => {
      return countOnes(b.verdicts.real) - countOnes(a.verdicts.real) || (a.model < b.model ? -1 : 1);
    });
  const pairs = pairModels(
    evaluated.flatMap(({ model, proposer, verdicts }) => (proposer ? [] : [{ model, right: verdicts.real }])),
    facts.hasLabels,
  );
  const hasReal = countOnes(facts.hasLabels) > 0;
  const ranks = rankByPairs(
    evaluated.map(({ model, proposer, verdicts }) => ({
      model,
      right: proposer || !hasReal ? null : countOnes(verdicts.real),
      reason: hasReal ? "it proposed the labels" : "no image has a valid label",
    })),
    pairs,
  );
  const depth = Math.min(...evaluated.map(({ top }) => top.depth));
  const slopeOfTop1 = slopePerLabel(facts, facts.hasBoth);
  const slopeOfReal = slopePerLabel(facts, facts.hasLabels);

  const reports = evaluated.map(
    ({ model, proposer, top, verdicts, scores, confidence }, at): ModelEvaluation => {
      return {
        model,
        proposer,
        depth: top.depth,
        n: facts.images,
        ...evaluateShares(verdicts, facts),
        rank: ranks[at]!,
        ...evaluateCells(facts, verdicts, settings.subgroupCap),
        slopes: { top1: slopeOfTop1(verdicts.top1), real: slopeOfReal(verdicts.real) },
        subgroups: measureSubgroups(top, valid, {
          depth,
          minimum: settings.minimumSubgroup,
          cap: settings.subgroupCap,
        }),
        otherButValid: countOtherButValid(verdicts, facts),
        coverage: measureCoverage(top, valid),
        f1AtLabelCount: measureF1AtLabelCount(top, valid, depth),
        ...(typeof confidence === "string"
          ? { calibration: null, calibrationMissing: confidence }
          : { calibration: measureCalibration(confidence, verdicts.real, facts.hasLabels) }),
        scores: typeof scores === "string" ? null : scores,
        ...(typeof scores === "string" ? { scoresMissing: scores } : {}),
      };
    },
  );

  const firsts = { valid, originals, first: evaluated.map(({ verdicts }) => verdicts.first) };
  const points = evaluated.flatMap(({ model, proposer, verdicts }, at) => {
    const [top1, real] = [reports[at]!.top1.share, reports[at]!.real.share];
    return top1 === null || real === null ? [] : [{ point: { model, proposer, top1, real }, verdicts }];
  });
  const rest = {
    settings,
    labels: describeLabels(facts, data.proposers),
    models: reports,
    regression: regressVerdicts(
      points.map(({ point }) => point),
      points.map(({ verdicts }) => verdicts),
      facts,
      settings,
    ),
    pairs,
    sensitivity: varyLabels(
      evaluated.map(({ proposer, verdicts: { first, top1 } }) => ({ proposer, first, top1 })),
      valid,
      originals,
      data.others,
    ),
    classes: countByClass(firsts),
    confusions: countConfusions(firsts, maxConfusions),
  };
  return { ...rest, limits: nameLimits({ ...rest, unnamed: data.unnamed }) };
}

function describeLabels(
  { labelCounts, hasOriginal, isKept, originals }: ImageFacts,
  proposers: readonly string[],
): EvaluatedLabels {
  const [kept, total] = [countOnes(isKept), countOnes(hasOriginal)];
  return {
    ...summarizeLabels([...labelCounts]),
    withOriginal: total,
    originalKept: shareOf(kept, total, "no image has an original label"),
    classes: new Set(originals.flat()).size,
    proposers: [...proposers],
  };
}

function countOtherButValid(
  { first, top1, real }: Verdicts,
  { images, hasBoth }: ImageFacts,
): EvaluatedShare {
  let [other, butValid] = [0, 0];
  for (let image = 0; image < images; image++) {
    if (hasBoth[image] === 0 || top1[image] === 1 || first[image]! < 0) continue;
    other++;
    butValid += real[image]!;
  }
  return shareOf(butValid, other, "no prediction differs from the original label");
}
