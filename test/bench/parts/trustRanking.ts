import { planSample } from "../../../src/core/auditSample/planSample.ts";
import { correctByAudit } from "../../../src/core/evaluation/correctByAudit.ts";
import { seededRandom } from "../../../src/core/seededRandom.ts";
import type { Row } from "../protocols.ts";
import { doubtOf, readImageNetV2 } from "./imageNetV2.ts";

const [budget, draws, near] = [500, 20, 0.02];

/**
 * Each model in turn proposes the labels: what it does not name among its first five is missing. How many points it gains
 * against models within two points of it, before and after an audit of 500 images.
 */
export async function benchRanking(data: string): Promise<Row[]> {
  const published = await readImageNetV2(data);
  const { labels, models, top } = published;
  const tops = top.map((found) => ({ depth: 5, labels: found }));
  const none = { strata: labels.map(() => "all"), labels: new Map() };
  const judge = (valid: readonly (readonly number[])[], audit: Parameters<typeof correctByAudit>[2]) =>
    new Map(
      correctByAudit(
        models.map((model, at) => ({ model, proposer: false, top: tops[at]! })),
        valid,
        audit,
      ).models.map((found) => [found.model, found]),
    );
  const truth = judge(labels, none);
  const [before, after, held]: [number[], number[], number[]] = [[], [], []];
  for (const [at, proposer] of models.entries()) {
    const released = labels.map((set, image) => {
      const first = top[at]!.subarray(5 * image, 5 * image + 5);
      return set.filter((label) => first.includes(label));
    });
    const peers = models.filter(
      (model) => model !== proposer && Math.abs(truth.get(model)!.real! - truth.get(proposer)!.real!) <= near,
    );
    const advantage = (of: (model: string) => number) => {
      const gain = (model: string) => of(model) - truth.get(model)!.real!;
      return gain(proposer) - peers.reduce((sum, model) => sum + gain(model), 0) / peers.length;
    };
    const flattered = judge(released, none);
    if (peers.length > 0) before.push(advantage((model) => flattered.get(model)!.real!));
    const strata = stratify(released, doubtOf(published, released));
    for (let draw = 0; draw < draws; draw++) {
      const audit = drawSample(strata, labels, `${proposer} ${draw}`);
      const corrected = judge(released, audit);
      if (peers.length > 0) after.push(advantage((model) => corrected.get(model)!.corrected!));
      for (const model of models) {
        const [low, high] = corrected.get(model)!.correctedInterval!;
        const real = truth.get(model)!.real!;
        held.push(Number(low <= real && real <= high));
      }
    }
  }
  const points = (value: number) => (100 * value).toFixed(2);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = Math.sqrt(mean(after.map((value) => (value - mean(after)) ** 2)));
  const left = mean(after);
  const half = (1.96 * spread) / Math.sqrt(after.length);
  return [
    {
      goal: `neutral ranking: the proposer's advantage falls to at most .3 points after an audit of ${budget} images`,
      measured: `${points(mean(before))} points before, ${points(left)} after (${points(left - half)} to ${points(left + half)} over ${after.length} audits, standard deviation of one ${points(spread)}); ${before.length} of ${models.length} models as proposers with others within two points`,
      verdict: Math.abs(left) + half <= 0.003 ? "met" : "missed",
    },
    {
      goal: "neutral ranking: intervals of corrected accuracies hold the truth in at least 94 %",
      measured: `${(100 * mean(held)).toFixed(2)} % of ${held.length}`,
      verdict: mean(held) >= 0.94 ? "met" : "missed",
    },
  ];
}

/** By what a release shows: whether an image has labels, and how many models first name another. */
const stratify = (released: readonly (readonly number[])[], doubt: readonly number[]): string[] =>
  released.map((set, image) =>
    set.length === 0 ? "none" : doubt[image]! < 0.1 ? "sure" : doubt[image]! < 0.6 ? "some" : "many",
  );

function drawSample(strata: readonly string[], labels: readonly (readonly number[])[], seed: string) {
  const random = seededRandom(seed);
  const groups = [...Map.groupBy(labels.keys(), (image) => strata[image]!)];
  const guess: Record<string, number> = { none: 0.9, sure: 0.05, some: 0.2, many: 0.4 };
  const { sizes } = planSample(
    groups.map(([stratum, images]) => ({
      stratum,
      images: images.length,
      missing: guess[stratum]!,
      wrong: 0,
    })),
    budget,
  );
  const drawn = groups.flatMap(([, images], at) => {
    for (let place = 0; place < sizes[at]!; place++) {
      const other = place + Math.floor(random() * (images.length - place));
      [images[place], images[other]] = [images[other]!, images[place]!];
    }
    return images.slice(0, sizes[at]!);
  });
  return { strata, labels: new Map(drawn.map((image) => [image, labels[image]!])) };
}
