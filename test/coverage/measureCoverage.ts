import { pairModels } from "../../src/core/evaluation/ranking/pairModels.ts";
import { rankByPairs } from "../../src/core/evaluation/ranking/rankByPairs.ts";
import { measureCoverage as coverageOf } from "../../src/core/evaluation/subgroups/measureCoverage.ts";
import { measureSubgroups } from "../../src/core/evaluation/subgroups/measureSubgroups.ts";
import type { Interval } from "../../src/stats/intervals/interval.ts";
import { pairedInterval } from "../../src/stats/intervals/shares/pairedInterval.ts";
import { shareInterval } from "../../src/stats/intervals/shares/shareInterval.ts";
import { slopeOfMeansInterval } from "../../src/stats/intervals/slopes/slopeOfMeansInterval.ts";
import {
  accuracyOf,
  drawClasses,
  draws,
  drawVerdicts,
  normalBelow,
  normalQuantile,
  type Population,
  shiftsOf,
  skillOf,
} from "./drawStudy.ts";

/** How often an interval holds the truth. */
export interface Coverage {
  covered: number;
  /** Of so many studies. */
  studies: number;
  /** Studies of which no interval can be told; they are not in `studies`. */
  untold: number;
  zeroWidth: number;
}

export const nothing = (): Coverage => ({ covered: 0, studies: 0, untold: 0, zeroWidth: 0 });

export function note(coverage: Coverage, interval: Interval | null, truth: number): void {
  if (interval === null) {
    coverage.untold++;
    return;
  }
  coverage.studies++;
  if (!(interval[1] > interval[0])) coverage.zeroWidth++;
  // Rounding of the truth is no fault of the interval.
  if (interval[0] <= truth + 1e-9 && truth - 1e-9 <= interval[1]) coverage.covered++;
}

export interface Options {
  studies: number;
  seed: string;
}

/** Of the accuracy of one model. */
export function coverShare(population: Population, accuracy: number, { studies, seed }: Options): Coverage {
  const source = draws(seed);
  const shifts = shiftsOf(population);
  const skill = skillOf(accuracy, population.spread);
  const chances = shifts.map((shift) => normalBelow(skill + shift));
  const truth = accuracyOf(skill, shifts);
  const coverage = nothing();
  for (let study = 0; study < studies; study++) {
    const classOf = drawClasses(population, source);
    let right = 0;
    for (const label of classOf) if (source.uniform() < chances[label]!) right++;
    note(coverage, shareInterval(right, classOf.length), truth);
  }
  return coverage;
}

/** Of the difference between two models. */
export function coverDifference(
  population: Population,
  accuracies: readonly [number, number],
  { studies, seed }: Options,
): Coverage {
  const source = draws(seed);
  const shifts = shiftsOf(population);
  const skills = accuracies.map((accuracy) => skillOf(accuracy, population.spread));
  const truth = accuracyOf(skills[0]!, shifts) - accuracyOf(skills[1]!, shifts);
  const coverage = nothing();
  for (let study = 0; study < studies; study++) {
    const [a, b] = drawVerdicts(population, skills, source).right as [Uint8Array, Uint8Array];
    let [onlyA, onlyB] = [0, 0];
    for (let image = 0; image < a.length; image++) {
      onlyA += a[image]! & (1 - b[image]!);
      onlyB += b[image]! & (1 - a[image]!);
    }
    note(coverage, pairedInterval(onlyA, onlyB, a.length), truth);
  }
  return coverage;
}

/** Of the ranks of all models in a study: is the truth of every model where its interval says? Notices model by model. */
export function coverRanks(
  population: Population,
  accuracies: readonly number[],
  { studies, seed }: Options,
): Coverage {
  const source = draws(seed);
  const skills = accuracies.map((accuracy) => skillOf(accuracy, population.spread));
  const all = new Uint8Array(population.classes * population.imagesPerClass).fill(1);
  const coverage = nothing();
  for (let study = 0; study < studies; study++) {
    const models = drawVerdicts(population, skills, source).right.map((right, at) => ({
      model: String(at),
      right,
    }));
    const counted = models.map(({ model, right }) => ({
      model,
      right: right.reduce((sum, one) => sum + one, 0),
    }));
    for (const [at, { interval }] of rankByPairs(counted, pairModels(models, all)).entries()) {
      // Of equal models any order is true.
      const better = accuracies.filter((one) => one > accuracies[at]!).length;
      const asGood = accuracies.filter((one) => one === accuracies[at]!).length;
      const [low, high] = interval!;
      coverage.studies++;
      if (low <= better + asGood && better + 1 <= high) coverage.covered++;
    }
  }
  return coverage;
}

/**
 * Of the slope of ReaL accuracy on top-1: of what a model does not get right by top-1, a share is valid.
 *
 * @param gains that share, of each model
 */
export function coverSlope(
  population: Population,
  { accuracies, gains }: { accuracies: readonly number[]; gains: readonly number[] },
  { studies, seed }: Options,
): Coverage {
  const source = draws(seed);
  const shifts = shiftsOf(population);
  const skills = accuracies.map((accuracy) => skillOf(accuracy, population.spread));
  const x = skills.map((skill) => accuracyOf(skill, shifts));
  const y = x.map((top1, model) => top1 + (1 - top1) * gains[model]!);
  const truth = slopeThrough(x, y);
  const bounds = gains.map(normalQuantile);
  const images = population.classes * population.imagesPerClass;
  const counts = new Uint8Array(images).fill(1);
  const coverage = nothing();
  for (let study = 0; study < studies; study++) {
    const top1 = drawVerdicts(population, skills, source).right;
    const real = top1.map((values) => values.slice());
    for (let image = 0; image < images; image++) {
      const ambiguity = source.normal() * Math.SQRT1_2;
      for (let model = 0; model < real.length; model++) {
        if (ambiguity + source.normal() * Math.SQRT1_2 < bounds[model]!) real[model]![image] = 1;
      }
    }
    // Without a line there is nothing to have an interval of.
    const means = [top1, real].map((series) =>
      series.map((values) => values.reduce((sum, one) => sum + one, 0)),
    );
    const interval =
      new Set(means[0]).size === 1
        ? null
        : slopeOfMeansInterval({ series: top1, counts }, { series: real, counts });
    note(coverage, interval, truth);
  }
  return coverage;
}

function slopeThrough(x: readonly number[], y: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
  const [meanX, meanY] = [mean(x), mean(y)];
  const sum = (read: (at: number) => number) => x.reduce((all, _, at) => all + read(at), 0);
  return sum((at) => (x[at]! - meanX) * (y[at]! - meanY)) / sum((at) => (x[at]! - meanX) ** 2);
}

/** Shares of images with one label, two and three; a ranking is as deep. */
const labelCounts = [0.5, 0.3, 0.2];
const depth = labelCounts.length;

/** Rankings whose places are right together: an image is easy or hard for all of them. */
function drawRankings(population: Population, skill: number, source: ReturnType<typeof draws>) {
  const shifts = shiftsOf(population);
  const classOf = drawClasses(population, source);
  const valid: number[][] = [];
  const labels = new Int32Array(classOf.length * depth);
  for (const [image, label] of classOf.entries()) {
    const at = source.uniform();
    const count = at < labelCounts[0]! ? 1 : at < labelCounts[0]! + labelCounts[1]! ? 2 : 3;
    valid.push(Array.from({ length: count }, (_, one) => one));
    const difficulty = source.normal() * Math.SQRT1_2;
    for (let rank = 0, found = 0; rank < depth; rank++) {
      const isRight = difficulty + source.normal() * Math.SQRT1_2 < skill + shifts[label]!;
      labels[image * depth + rank] = isRight && found < count ? found++ : depth + rank;
    }
  }
  return { top: { depth, labels }, valid };
}

/** Of recall and precision at every k and of ASMA. Their truth is that of many images. */
export function coverCurves(
  population: Population,
  accuracy: number,
  { studies, seed }: Options,
): Record<"recall" | "precision" | "asma", Coverage> {
  const source = draws(seed);
  const skill = skillOf(accuracy, population.spread);
  const measure = (rankings: ReturnType<typeof drawRankings>) => ({
    curve: coverageOf(rankings.top, rankings.valid),
    asma: measureSubgroups(rankings.top, rankings.valid, { depth, minimum: 1, cap: 5 }).asma,
  });
  const many = { ...population, imagesPerClass: Math.ceil(200_000 / population.classes) };
  const truth = measure(drawRankings(many, skill, source));
  const coverage = { recall: nothing(), precision: nothing(), asma: nothing() };
  for (let study = 0; study < studies; study++) {
    const { curve, asma } = measure(drawRankings(population, skill, source));
    for (let k = 0; k < depth; k++) {
      note(coverage.recall, curve.recallInterval[k]!, truth.curve.recall[k]!);
      note(coverage.precision, curve.precisionInterval[k]!, truth.curve.precision[k]!);
    }
    // Where a group has no image it is the mean of other groups.
    if (asma.n === truth.asma.n) note(coverage.asma, asma.interval, truth.asma.value!);
  }
  return coverage;
}
