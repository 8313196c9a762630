import type { Interval } from "../stats/interval.ts";
import { percentileInterval } from "../stats/percentileInterval.ts";
import { resampleWithin } from "../stats/resampleWithin.ts";
import type { EvaluatedShare, EvaluationSettings, ModelRank } from "./evaluation.ts";
import { countOnes, type ImageFacts } from "./imageFacts.ts";
import type { Verdicts } from "./judgeImages.ts";
import { seededRandom } from "./seededRandom.ts";
import { rankShares } from "./varyLabels.ts";

const names = ["top1", "top5", "real", "realTop5", "top1OnReal"] as const;
type Measure = (typeof names)[number];

/** What each share is of, and why it is undefined where there is no such image. */
const denominators = {
  top1: ["hasOriginal", "no image has an original label"],
  top5: ["hasOriginal", "no image has an original label"],
  real: ["hasLabels", "no image has a valid label"],
  realTop5: ["hasLabels", "no image has a valid label"],
  top1OnReal: ["hasBoth", "no image has a valid and an original label"],
} as const;

/** Images drawn anew within their class: sums over each draw [replicates]; the same draws for everything. */
export interface ResampledVerdicts {
  /** Images right, of each model. */
  right: Record<"top1" | "real", Float64Array>[];
  /** Images that count. */
  of: Record<"top1" | "real", Float64Array>;
  /** Of each model, with intervals. */
  shares: Record<Measure, EvaluatedShare>[];
}

export function resampleVerdicts(
  models: readonly Verdicts[],
  facts: ImageFacts,
  { replicates, seed }: Pick<EvaluationSettings, "replicates" | "seed">,
): ResampledVerdicts {
  const series: Uint8Array[] = [];
  const track = (values: Uint8Array) => series.push(values) - 1;
  const of = {
    hasOriginal: track(facts.hasOriginal),
    hasLabels: track(facts.hasLabels),
    hasBoth: track(facts.hasBoth),
  };
  const tracked = models.map((verdicts) =>
    names.map((name) => {
      const values = verdicts[name];
      return values === null ? null : track(values);
    }),
  );
  const sums = resampleWithin(series, facts.strata, { replicates, random: seededRandom(seed) });

  const shareOf = (name: Measure, at: number | null): EvaluatedShare => {
    const nothing = { count: 0, of: 0, share: null, interval: null };
    if (at === null) return { ...nothing, reason: "the file holds fewer than five labels" };
    const [counted, missing] = denominators[name];
    const [hits, images] = [countOnes(series[at]!), countOnes(facts[counted])];
    if (images === 0) return { ...nothing, reason: missing };
    const interval = ratioInterval(sums[at]!, sums[of[counted]]!);
    return { count: hits, of: images, share: hits / images, interval };
  };
  const sumsOf = (places: readonly (number | null)[], name: Measure) => sums[places[names.indexOf(name)]!]!;
  return {
    right: tracked.map((places) => ({ top1: sumsOf(places, "top1"), real: sumsOf(places, "real") })),
    of: { top1: sums[of.hasOriginal]!, real: sums[of.hasLabels]! },
    shares: tracked.map(
      (places) =>
        Object.fromEntries(names.map((name, at) => [name, shareOf(name, places[at]!)])) as Record<
          Measure,
          EvaluatedShare
        >,
    ),
  };
}

function ratioInterval(hits: Float64Array, of: Float64Array): Interval | null {
  const shares = new Float64Array(hits.length);
  let defined = 0;
  for (let replicate = 0; replicate < hits.length; replicate++) {
    if (of[replicate]! > 0) shares[defined++] = hits[replicate]! / of[replicate]!;
  }
  return percentileInterval(shares.subarray(0, defined), hits.length);
}

/** Ranks by ReaL accuracy; in each replicate the models are ranked anew. */
export function rankVerdicts(
  models: readonly { proposer: boolean; verdicts: Verdicts }[],
  { right, of }: ResampledVerdicts,
  { hasLabels }: ImageFacts,
): ModelRank[] {
  if (countOnes(hasLabels) === 0) {
    return models.map(() => ({ value: null, interval: null, reason: denominators.real[1] }));
  }
  const values = rankShares(
    models.map(({ proposer, verdicts }) => (proposer ? null : countOnes(verdicts.real))),
  );
  const replicates = of.real.length;
  const drawn = models.map(() => new Float64Array(replicates));
  const ranked = models.flatMap(({ proposer }, at) => (proposer ? [] : [at]));
  const sums = right.map(({ real }) => real);
  for (let replicate = 0; replicate < replicates; replicate++) {
    ranked.sort((a, b) => sums[b]![replicate]! - sums[a]![replicate]!);
    let rank = 0;
    for (let place = 0; place < ranked.length; place++) {
      const [at, before] = [ranked[place]!, ranked[place - 1]];
      if (before === undefined || sums[at]![replicate]! < sums[before]![replicate]!) rank = place + 1;
      drawn[at]![replicate] = rank;
    }
  }
  return models.map(({ proposer }, at) => {
    if (proposer) return { value: null, interval: null, reason: "it proposed the labels" };
    const interval = percentileInterval(drawn[at]!, replicates);
    // Ranks are whole: a bound between two is the outer one.
    const whole: Interval | null = interval && [Math.floor(interval[0]), Math.ceil(interval[1])];
    return { value: values[at]!, interval: whole };
  });
}
