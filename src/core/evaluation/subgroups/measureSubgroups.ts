import { combineIntervals } from "../../../stats/intervals/combineIntervals.ts";
import type { Interval } from "../../../stats/intervals/interval.ts";
import { shareInterval } from "../../../stats/intervals/shares/shareInterval.ts";
import { ratioInterval } from "../../../stats/intervals/units/ratioInterval.ts";
import type { TopLabels } from "../../../stats/metrics/topLabels.ts";
import { variableTopK } from "../../../stats/metrics/variableTopK.ts";
import type { EvaluatedMean } from "../evaluatedNumbers.ts";
import type { SubgroupAccuracy } from "../modelEvaluation.ts";

/** Images of equally many labels, or of some numbers of labels. */
interface Sums {
  images: number;
  /** Labels of these images. */
  labels: number;
  accuracy: number;
  squares: number;
  strict: number;
}

/**
 * Variable top-k accuracy by the number of valid labels, and its mean over these subgroups (Aggregate Subgroup Model
 * Accuracy, ASMA). Models are comparable only on the same images, so all are evaluated to the depth that all of them have.
 *
 * @param valid the valid labels of each image, each once [images][any number]
 * @param options.depth predictions per image that all models have
 * @param options.minimum a subgroup counts for ASMA only from so many images
 * @param options.cap images with so many labels or more are one subgroup
 * @see arXiv 2412.18409, The Impact of the Single-Label Assumption in Image Recognition Benchmarking; our reading of it
 */
export function measureSubgroups(
  top: TopLabels,
  valid: readonly (readonly number[])[],
  { depth, minimum, cap }: { depth: number; minimum: number; cap: number },
): SubgroupAccuracy {
  const accuracies = variableTopK(top, valid);
  const max = valid.reduce((greatest, { length }) => Math.max(greatest, length), 0);
  const last = Math.min(cap, depth);
  const sums = Array.from({ length: last }, noSums);
  let tooDeep = 0;
  for (let image = 0; image < valid.length; image++) {
    const k = valid[image]!.length;
    if (k === 0) continue;
    if (k > depth) {
      tooDeep++;
      continue;
    }
    const accuracy = accuracies[image]!;
    const group = sums[Math.min(k, cap) - 1]!;
    group.images++;
    group.labels += k;
    group.accuracy += accuracy;
    group.squares += accuracy * accuracy;
    group.strict += accuracy === 1 ? 1 : 0;
  }
  const evaluated = sums.map((group, at) => {
    const name = at + 1 === last ? nameOfLast({ cap, depth, max }) : String(at + 1);
    return describeGroup(group, name, minimum);
  });
  const beyond = `the files of all models hold ${depth} ${depth === 1 ? "prediction" : "predictions"} per image`;
  const nothing = { accuracy: null, interval: null, strict: null, strictInterval: null };
  const deeper = max > depth + 1 ? `${depth + 1}+` : String(depth + 1);
  const all = sums.reduce(add, noSums());
  const inMean = evaluated.filter(({ reason }) => reason === undefined);
  const overGroups = (measure: "accuracy" | "strict"): EvaluatedMean => {
    const n = inMean.length;
    if (n === 0) return { value: null, interval: null, n, reason: "no group has enough images" };
    const estimates = inMean.map((group) => ({
      weight: 1 / n,
      value: group[measure]!,
      interval: group[measure === "accuracy" ? "interval" : "strictInterval"]!,
    }));
    return {
      value: inMean.reduce((sum, group) => sum + group[measure]!, 0) / n,
      interval: combineIntervals(estimates),
      n,
    };
  };
  const overImages = (value: number, interval: Interval | null): EvaluatedMean =>
    all.images === 0
      ? { value: null, interval, n: 0, reason: "no image has a valid label and enough predictions" }
      : { value: value / all.images, interval, n: all.images };
  return {
    depth,
    groups: [
      ...evaluated,
      ...(tooDeep > 0 ? [{ labels: deeper, images: tooDeep, ...nothing, reason: beyond }] : []),
    ],
    asma: overGroups("accuracy"),
    asmaStrict: overGroups("strict"),
    images: inMean.reduce((sum, { images }) => sum + images, 0),
    imageMean: overImages(all.accuracy, intervalOf(all)),
    imageMeanStrict: overImages(all.strict, shareInterval(all.strict, all.images)),
    tooDeep,
  };
}

const noSums = (): Sums => ({ images: 0, labels: 0, accuracy: 0, squares: 0, strict: 0 });

const add = (a: Sums, b: Sums): Sums => ({
  images: a.images + b.images,
  labels: a.labels + b.labels,
  accuracy: a.accuracy + b.accuracy,
  squares: a.squares + b.squares,
  strict: a.strict + b.strict,
});

/** "5", "5+" where images have more labels, "5-8" where those of more than 8 are not evaluated. */
function nameOfLast({ cap, depth, max }: { cap: number; depth: number; max: number }): string {
  if (depth <= cap || max <= cap) return String(Math.min(cap, depth));
  return max <= depth ? `${cap}+` : `${cap}-${depth}`;
}

function intervalOf({ images, labels, accuracy, squares }: Sums): Interval | null {
  const sums = { a: accuracy, b: images, aa: squares, ab: accuracy, bb: images };
  return ratioInterval({ units: images, ...sums }, labels);
}

function describeGroup(group: Sums, labels: string, minimum: number): SubgroupAccuracy["groups"][number] {
  const { images, accuracy, strict } = group;
  if (images === 0) {
    const nothing = { accuracy: null, interval: null, strict: null, strictInterval: null };
    return { labels, images, ...nothing, reason: "no image" };
  }
  return {
    labels,
    images,
    accuracy: accuracy / images,
    interval: intervalOf(group),
    strict: strict / images,
    strictInterval: shareInterval(strict, images),
    ...(images < minimum ? { reason: `fewer than ${minimum} images` } : {}),
  };
}
