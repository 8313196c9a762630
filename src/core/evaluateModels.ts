import { firstRight } from "../stats/firstRight.ts";
import type { Interval } from "../stats/interval.ts";
import { linearRegression } from "../stats/linearRegression.ts";
import { percentileInterval } from "../stats/percentileInterval.ts";
import { precisionAtK } from "../stats/precisionAtK.ts";
import { recallAtK } from "../stats/recallAtK.ts";
import { resampleWithin } from "../stats/resampleWithin.ts";
import type { TopLabels } from "../stats/topLabels.ts";
import { wilsonInterval } from "../stats/wilsonInterval.ts";
import { withinGroupSlope } from "../stats/withinGroupSlope.ts";
import { countByClass, countConfusions } from "./countConfusions.ts";
import type {
  CoverageCurve,
  EvaluatedLabels,
  EvaluatedShare,
  Evaluation,
  EvaluationSettings,
  LabelCountCell,
  LabelSlope,
  ModelEvaluation,
  ScoreMetrics,
} from "./evaluation.ts";
import { type JudgedImages, judgeCell } from "./judgeCell.ts";
import { measureSubgroups } from "./measureSubgroups.ts";
import { nameLimits } from "./nameLimits.ts";
import { pairModels } from "./pairModels.ts";
import { regressReal } from "./regressReal.ts";
import { seededRandom } from "./seededRandom.ts";
import { summarizeLabels } from "./summarizeLabels.ts";
import { type OtherLabels, rankShares, varyLabels } from "./varyLabels.ts";

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
  const images = valid.length;
  const has = (lists: readonly (readonly number[])[]) =>
    Uint8Array.from(lists, (list) => (list.length > 0 ? 1 : 0));
  const [hasLabels, hasOriginal] = [has(valid), has(originals)];
  const hasBoth = hasLabels.map((one, image) => one & hasOriginal[image]!);
  const isKept = Uint8Array.from(originals, (list, image) =>
    list.some((label) => valid[image]!.includes(label)) ? 1 : 0,
  );
  const labelCounts = Uint16Array.from(valid, (list) => list.length);
  // Classes as strata; images without one are a stratum together.
  const strata = Int32Array.from(originals, (list) => list[0] ?? -1);

  const judged = models
    .map((model) => ({ ...model, verdicts: judgeImages(model.top, valid, originals) }))
    .sort((a, b) => {
      return count(b.verdicts.real) - count(a.verdicts.real) || (a.model < b.model ? -1 : 1);
    });

  const series: Uint8Array[] = [];
  const track = (values: Uint8Array) => series.push(values) - 1;
  const [allAt, labelsAt, bothAt] = [hasOriginal, hasLabels, hasBoth].map(track) as [number, number, number];
  const tracked = judged.map(({ verdicts }) => ({
    top1: track(verdicts.top1),
    top5: verdicts.top5 && track(verdicts.top5),
    real: track(verdicts.real),
    realTop5: verdicts.realTop5 && track(verdicts.realTop5),
    top1OnReal: track(verdicts.top1OnReal),
  }));
  const { replicates } = settings;
  const sums = resampleWithin(series, strata, { replicates, random: seededRandom(settings.seed) });
  const shareOf = (at: number | null, of: number, missing: string): EvaluatedShare => {
    if (at === null) {
      return {
        count: 0,
        of: 0,
        share: null,
        interval: null,
        reason: "the file holds fewer than five labels",
      };
    }
    const [hits, denominator] = [count(series[at]!), count(series[of]!)];
    if (denominator === 0) return { count: 0, of: 0, share: null, interval: null, reason: missing };
    const interval = ratioInterval(sums[at]!, sums[of]!);
    return { count: hits, of: denominator, share: hits / denominator, interval };
  };
  const noOriginal = "no image has an original label";
  const noLabel = "no image has a valid label";

  const ranks = rankModels();
  const evaluated = judged.map(({ model, proposer, top, verdicts, scores }, at): ModelEvaluation => {
    const own = tracked[at]!;
    const about: JudgedImages = {
      labelCounts,
      hasOriginal,
      isKept,
      isOriginal: verdicts.top1,
      isValid: verdicts.real,
    };
    return {
      model,
      proposer,
      depth: top.depth,
      n: images,
      top1: shareOf(own.top1, allAt, noOriginal),
      top5: shareOf(own.top5, allAt, noOriginal),
      real: shareOf(own.real, labelsAt, noLabel),
      realTop5: shareOf(own.realTop5, labelsAt, noLabel),
      top1OnReal: shareOf(own.top1OnReal, bothAt, "no image has a valid and an original label"),
      rank: ranks[at]!,
      ...judgeCells(about),
      slopes: {
        top1: slopeOf(verdicts.top1, hasBoth),
        real: slopeOf(verdicts.real, hasLabels),
      },
      subgroups: measureSubgroups(top, valid, {
        minimum: settings.minimumSubgroup,
        cap: settings.subgroupCap,
      }),
      otherButValid: countOtherButValid(verdicts),
      coverage: coverageOf(top, valid),
      scores: typeof scores === "string" ? null : scores,
      ...(typeof scores === "string" ? { scoresMissing: scores } : {}),
    };
  });

  const firsts = { valid, originals, first: judged.map(({ verdicts }) => verdicts.first) };
  const labels: EvaluatedLabels = {
    ...summarizeLabels([...labelCounts]),
    withOriginal: count(hasOriginal),
    originalKept: originalKept(),
    classes: new Set(originals.flat()).size,
    proposers: [...data.proposers],
  };
  const ranked = judged.flatMap(({ model, proposer, verdicts }, at) =>
    proposer ? [] : [{ model, right: verdicts.real, sums: sums[tracked[at]!.real]! }],
  );
  const rest = {
    settings,
    labels,
    models: evaluated,
    regression: regress(),
    pairs: pairModels(ranked, hasLabels, sums[labelsAt]!),
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

  function ratioInterval(hits: Float64Array, of: Float64Array): Interval | null {
    const shares = hits.map((sum, replicate) => sum / of[replicate]!).filter((share) => !Number.isNaN(share));
    return percentileInterval(shares, replicates);
  }

  /** In each replicate the models are ranked anew. */
  function rankModels(): ModelEvaluation["rank"][] {
    if (count(hasLabels) === 0) return judged.map(() => ({ value: null, interval: null, reason: noLabel }));
    const values = rankShares(
      judged.map(({ proposer, verdicts }) => (proposer ? null : count(verdicts.real))),
    );
    const drawn = judged.map(() => new Float64Array(replicates));
    for (let replicate = 0; replicate < replicates; replicate++) {
      const order = judged
        .flatMap(({ proposer }, at) =>
          proposer ? [] : [{ at, right: sums[tracked[at]!.real]![replicate]! }],
        )
        .sort((a, b) => b.right - a.right);
      let rank = 0;
      for (const [place, { at, right }] of order.entries()) {
        if (place === 0 || right < order[place - 1]!.right) rank = place + 1;
        drawn[at]![replicate] = rank;
      }
    }
    return judged.map(({ proposer }, at) => {
      if (proposer) return { value: null, interval: null, reason: "it proposed the labels" };
      const interval = percentileInterval(drawn[at]!, replicates);
      // Ranks are whole: a bound between two is the outer one.
      const whole: Interval | null = interval && [Math.floor(interval[0]), Math.ceil(interval[1])];
      return { value: values[at]!, interval: whole };
    });
  }

  function judgeCells(about: JudgedImages): { byLabelCount: LabelCountCell[]; manyLabels: LabelCountCell } {
    const most = labelCounts.reduce((greatest, one) => Math.max(greatest, one), 0);
    const cap = settings.subgroupCap;
    return {
      byLabelCount: Array.from({ length: most + 1 }, (_, least) =>
        judgeCell(about, { name: String(least), least, most: least }),
      ),
      manyLabels: judgeCell(about, { name: `${cap}+`, least: cap, most: Number.POSITIVE_INFINITY }),
    };
  }

  function slopeOf(right: Uint8Array, counts: Uint8Array): LabelSlope {
    const chosen = [...right.keys()].filter((image) => counts[image] === 1 && labelCounts[image]! > 0);
    const x = chosen.map((image) => labelCounts[image]!);
    const y = chosen.map((image) => right[image]!);
    const plain = withinGroupSlope(x, y, new Uint8Array(chosen.length));
    const within = withinGroupSlope(
      x,
      y,
      chosen.map((image) => strata[image]!),
    );
    return {
      images: chosen.length,
      slope: plain?.slope ?? null,
      interval: plain?.interval ?? null,
      adjusted: within?.slope ?? null,
      adjustedInterval: within?.interval ?? null,
      ...(within && plain ? {} : { reason: "the number of labels does not vary enough" }),
    };
  }

  function countOtherButValid({ first, top1, real }: Verdicts): EvaluatedShare {
    let [other, butValid] = [0, 0];
    for (let image = 0; image < images; image++) {
      if (hasBoth[image] === 0 || top1[image] === 1 || first[image]! < 0) continue;
      other++;
      butValid += real[image]!;
    }
    if (other === 0) {
      return {
        count: 0,
        of: 0,
        share: null,
        interval: null,
        reason: "no prediction differs from the original label",
      };
    }
    return { count: butValid, of: other, share: butValid / other, interval: null };
  }

  function originalKept(): EvaluatedShare {
    const [kept, of] = [count(isKept), count(hasOriginal)];
    return of === 0
      ? { count: 0, of, share: null, interval: null, reason: noOriginal }
      : { count: kept, of, share: kept / of, interval: wilsonInterval(kept, of) };
  }

  function regress() {
    const usable = evaluated.flatMap(({ model, proposer, top1, real }, at) =>
      top1.share === null || real.share === null
        ? []
        : [{ model, proposer, top1: top1.share, real: real.share, at }],
    );
    const points = usable.map(({ at: _, ...point }) => point);
    if (replicates === 0) return regressReal(points, "no images were resampled");
    const slopes: number[] = [];
    for (let replicate = 0; replicate < replicates; replicate++) {
      const share = (at: number, of: number) => sums[at]![replicate]! / sums[of]![replicate]!;
      const line = linearRegression(
        usable.map(({ at }) => share(tracked[at]!.top1, allAt)),
        usable.map(({ at }) => share(tracked[at]!.real, labelsAt)),
      );
      if (line) slopes.push(line.slope);
    }
    const interval = percentileInterval(slopes, replicates);
    return regressReal(points, interval ?? "the slope is undefined in too many resamples");
  }
}

interface Verdicts {
  /** The first prediction; -1 where there is none. */
  first: Int32Array;
  top1: Uint8Array;
  top5: Uint8Array | null;
  real: Uint8Array;
  realTop5: Uint8Array | null;
  /** Top-1 of images that have a valid label. */
  top1OnReal: Uint8Array;
}

function judgeImages(
  top: TopLabels,
  valid: readonly (readonly number[])[],
  originals: readonly (readonly number[])[],
): Verdicts {
  const [onOriginal, onValid] = [firstRight(top, originals), firstRight(top, valid)];
  const among = (places: Int32Array, k: number) => {
    // A plain loop: `from` with a function takes ten times as long, and this is asked of every image of every model.
    const right = new Uint8Array(places.length);
    for (let image = 0; image < places.length; image++) {
      if (places[image]! >= 0 && places[image]! < k) right[image] = 1;
    }
    return right;
  };
  const top1 = among(onOriginal, 1);
  return {
    first: Int32Array.from(valid, (_, image) => top.labels[image * top.depth]!),
    top1,
    top5: top.depth < 5 ? null : among(onOriginal, 5),
    real: among(onValid, 1),
    realTop5: top.depth < 5 ? null : among(onValid, 5),
    top1OnReal: top1.map((one, image) => (valid[image]!.length > 0 ? one : 0)),
  };
}

function coverageOf(top: TopLabels, valid: readonly (readonly number[])[]): CoverageCurve {
  const { of, images, micro, macro } = recallAtK(top, valid);
  const precision = precisionAtK(top, valid).share;
  return { recall: micro, recallMacro: macro, precision, validLabels: of, images };
}

function count(values: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += values[at]!;
  return sum;
}
