import { precisionAtK } from "../stats/precisionAtK.ts";
import { recallAtK } from "../stats/recallAtK.ts";
import type { TopLabels } from "../stats/topLabels.ts";
import { wilsonInterval } from "../stats/wilsonInterval.ts";
import { countByClass, countConfusions } from "./countConfusions.ts";
import type {
  CoverageCurve,
  EvaluatedLabels,
  EvaluatedShare,
  Evaluation,
  EvaluationSettings,
  ModelEvaluation,
  ScoreMetrics,
} from "./evaluation.ts";
import { countOnes, type ImageFacts, imageFacts } from "./imageFacts.ts";
import { judgeCells } from "./judgeCell.ts";
import { judgeImages, type Verdicts } from "./judgeImages.ts";
import { measureSubgroups } from "./measureSubgroups.ts";
import { nameLimits } from "./nameLimits.ts";
import { pairModels } from "./pairModels.ts";
import { regressResampled } from "./regressReal.ts";
import { rankVerdicts, resampleVerdicts } from "./resampleVerdicts.ts";
import { slopePerLabel } from "./slopePerLabel.ts";
import { summarizeLabels } from "./summarizeLabels.ts";
import { type OtherLabels, varyLabels } from "./varyLabels.ts";

export interface EvaluatedModel {
  model: string;
  /** It proposed the labels. */
  proposer: boolean;
  /** Its first labels of every image. */
  top: TopLabels;
  /** Of the same images; or why there are none. */
  scores: ScoreMetrics | string;
}

export interface EvaluationData {
  /** The valid labels of each image, each once [images][any number]. */
  valid: readonly (readonly number[])[];
  /** The original labels of each image; empty where none is known. */
  originals: readonly (readonly number[])[];
  others: OtherLabels;
  /** Models that the labels were proposed by, judged or not. */
  proposers: readonly string[];
  /** Images that predictions are of and labels are not. */
  unnamed: number;
}

export const defaultEvaluationSettings: EvaluationSettings = {
  replicates: 1000,
  seed: 1,
  confidence: 0.95,
  minimumSubgroup: 2,
  subgroupCap: 5,
};

const mostConfusions = 200;

/** Judges models by multi-labels: everything that a report of them says. */
export function evaluateModels(
  models: readonly EvaluatedModel[],
  data: EvaluationData,
  settings: EvaluationSettings = defaultEvaluationSettings,
): Evaluation {
  const { valid, originals } = data;
  const facts = imageFacts(valid, originals);
  const judged = models
    .map((model) => ({ ...model, verdicts: judgeImages(model.top, facts) }))
    .sort((a, b) => {
      return countOnes(b.verdicts.real) - countOnes(a.verdicts.real) || (a.model < b.model ? -1 : 1);
    });
  const resampled = resampleVerdicts(
    judged.map(({ verdicts }) => verdicts),
    facts,
    settings,
  );
  const ranks = rankVerdicts(judged, resampled, facts);
  const slopeOfTop1 = slopePerLabel(facts, facts.hasBoth);
  const slopeOfReal = slopePerLabel(facts, facts.hasLabels);

  const evaluated = judged.map(({ model, proposer, top, verdicts, scores }, at): ModelEvaluation => {
    return {
      model,
      proposer,
      depth: top.depth,
      n: facts.images,
      ...resampled.shares[at]!,
      rank: ranks[at]!,
      ...judgeCells(facts, verdicts, settings.subgroupCap),
      slopes: { top1: slopeOfTop1(verdicts.top1), real: slopeOfReal(verdicts.real) },
      subgroups: measureSubgroups(top, valid, {
        minimum: settings.minimumSubgroup,
        cap: settings.subgroupCap,
      }),
      otherButValid: countOtherButValid(verdicts, facts),
      coverage: coverageOf(top, valid),
      scores: typeof scores === "string" ? null : scores,
      ...(typeof scores === "string" ? { scoresMissing: scores } : {}),
    };
  });

  const firsts = { valid, originals, first: judged.map(({ verdicts }) => verdicts.first) };
  const ranked = judged.flatMap(({ model, proposer, verdicts }, at) =>
    proposer ? [] : [{ model, right: verdicts.real, sums: resampled.right[at]!.real }],
  );
  const rest = {
    settings,
    labels: describeLabels(facts, data.proposers),
    models: evaluated,
    regression: regressResampled(evaluated, resampled),
    pairs: pairModels(ranked, facts.hasLabels, resampled.of.real),
    sensitivity: varyLabels(
      judged.map(({ proposer, verdicts }, at) => {
        return { proposer, first: verdicts.first, top1: evaluated[at]!.top1.share };
      }),
      valid,
      originals,
      data.others,
    ),
    classes: countByClass(firsts),
    confusions: countConfusions(firsts, mostConfusions),
  };
  return { ...rest, limits: nameLimits({ ...rest, unnamed: data.unnamed }) };
}

function describeLabels(
  { labelCounts, hasOriginal, isKept, originals }: ImageFacts,
  proposers: readonly string[],
): EvaluatedLabels {
  const [kept, of] = [countOnes(isKept), countOnes(hasOriginal)];
  return {
    ...summarizeLabels([...labelCounts]),
    withOriginal: of,
    originalKept:
      of === 0
        ? { count: 0, of, share: null, interval: null, reason: "no image has an original label" }
        : { count: kept, of, share: kept / of, interval: wilsonInterval(kept, of) },
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
  if (other > 0) return { count: butValid, of: other, share: butValid / other, interval: null };
  const reason = "no prediction differs from the original label";
  return { count: 0, of: 0, share: null, interval: null, reason };
}

function coverageOf(top: TopLabels, valid: readonly (readonly number[])[]): CoverageCurve {
  const { of, images, micro, macro } = recallAtK(top, valid);
  const precision = precisionAtK(top, valid).share;
  return { recall: micro, recallMacro: macro, precision, validLabels: of, images };
}
