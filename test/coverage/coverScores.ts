import type { EvaluatedMean } from "../../src/core/evaluation/evaluatedNumbers.ts";
import { measureCalibration } from "../../src/core/evaluation/scores/measureCalibration.ts";
import { ScoreTally } from "../../src/core/evaluation/scores/measureScores.ts";
import { drawClasses, draws, type Population, shiftsOf } from "./drawStudy.ts";
import { type Coverage, note, nothing, type Options } from "./measureCoverage.ts";

export const scoreNames = [
  "meanAveragePrecision",
  "f1Micro",
  "f1Macro",
  "f1Sample",
  "subsetAccuracy",
  "hammingLoss",
  "jaccard",
  "labelRankingAveragePrecision",
  "coverageError",
  "rankingLoss",
  "expectedCalibrationError",
  "negativeLogLikelihood",
  "validNegativeLogLikelihood",
] as const;
export type ScoreName = (typeof scoreNames)[number];

/** Labels on an image besides its class, on average. */
const further = 0.6;

/** Logits, valid and original labels: hard images are hard for all of their labels. */
function drawScores(population: Population, skill: number, source: ReturnType<typeof draws>) {
  const { classes } = population;
  const shifts = shiftsOf(population);
  const originals = drawClasses(population, source);
  const valid = Array.from(originals, (original) =>
    Array.from({ length: classes }, (_, label) => label).filter(
      (label) => label === original || source.uniform() < further / classes,
    ),
  );
  const scores = valid.map((labels, image) => {
    const ease = skill + shifts[originals[image]!]! + Math.SQRT1_2 * source.normal();
    return Float64Array.from({ length: classes }, (_, label) => {
      return 1.5 * ((labels.includes(label) ? ease : 0) + source.normal());
    });
  });
  return { scores, valid, originals };
}

function measure(population: Population, { scores, valid, originals }: ReturnType<typeof drawScores>) {
  const tally = new ScoreTally({ classes: population.classes, scale: "logits", threshold: 0.3 });
  const confidence = scores.map((row, image) => tally.add(row, valid[image]!, [originals[image]!]));
  for (const [image, row] of scores.entries()) tally.count(row, valid[image]!);
  for (const [image, row] of scores.entries()) tally.leaveOut(row, valid[image]!);
  const right = scores.map((row, image) => Number(valid[image]!.includes(row.indexOf(Math.max(...row)))));
  const { expectedCalibrationError } = measureCalibration(
    confidence,
    right,
    new Uint8Array(right.length).fill(1),
  );
  return { ...tally.finish(), expectedCalibrationError };
}

/** Of the metrics of scores. Their truth is that of many images. */
export function coverScores(
  population: Population,
  skill: number,
  { studies, seed }: Options,
): Record<ScoreName, Coverage> {
  const many = { ...population, imagesPerClass: Math.ceil(40_000 / population.classes) };
  const truth = measure(many, drawScores(many, skill, draws(`${seed}, many`)));
  const coverage = Object.fromEntries(scoreNames.map((name) => [name, nothing()])) as Record<
    ScoreName,
    Coverage
  >;
  const source = draws(seed);
  for (let study = 0; study < studies; study++) {
    const found: Record<ScoreName, EvaluatedMean> = measure(
      population,
      drawScores(population, skill, source),
    );
    for (const name of scoreNames) note(coverage[name], found[name].interval, truth[name].value!);
  }
  return coverage;
}
