import { expect, it } from "vitest";
import { averagePrecision } from "../stats/averagePrecision.ts";
import { calibrationError } from "../stats/calibrationError.ts";
import { ScoreTally } from "./measureScores.ts";
import { seededRandom } from "./seededRandom.ts";

function measure(
  scores: number[][],
  valid: number[][],
  {
    scale = "probabilities",
    originals = valid.map(() => []),
  }: {
    scale?: "probabilities" | "logits";
    originals?: number[][];
  } = {},
) {
  const tally = new ScoreTally({ classes: scores[0]!.length, scale });
  for (const [image, row] of scores.entries()) tally.add(row, valid[image]!, originals[image]!);
  for (const [image, row] of scores.entries()) tally.count(row, valid[image]!);
  return tally.finish();
}

const scores = [
  [0.9, 0.2, 0.1],
  [0.3, 0.6, 0.5],
  [0.4, 0.3, 0.7],
];
const valid = [[0], [1, 2], [0, 1]];

it("knows the metrics of three images and three labels", () => {
  const found = measure(scores, valid);
  const expected = {
    meanAveragePrecision: 0.833333,
    labelRankingAveragePrecision: 0.861111,
    coverageError: 2,
    rankingLoss: 0.333333,
    f1Micro: 0.666667,
    f1Macro: 0.666667,
    f1Sample: 0.666667,
    subsetAccuracy: 0.666667,
    jaccard: 0.666667,
    hammingLoss: 0.333333,
  } as const;
  for (const [name, value] of Object.entries(expected)) {
    expect(found[name as keyof typeof expected].value, name).toBeCloseTo(value, 6);
  }
  // These scores are of each label on its own: they give no probability of one label among all.
  expect(found.negativeLogLikelihood).toMatchObject({ value: null, reason: expect.stringMatching(/add up/) });
});

it("leaves images without a valid label out, and says what nothing is defined on", () => {
  const more = measure([...scores, [1, 1, 1]], [...valid, []]);
  expect(more).toEqual(measure(scores, valid));
  const none = measure(scores, [[], [], []]);
  expect(none.images).toBe(0);
  for (const value of Object.values(none)) {
    if (typeof value === "object" && "value" in value) expect(value).toMatchObject({ value: null, n: 0 });
  }
});

it("average precision, read in pieces, is that of sorting everything, ties included", () => {
  const random = seededRandom(3);
  const rows = Array.from({ length: 200 }, () =>
    Array.from({ length: 6 }, () => Math.round(random() * 20) / 20),
  );
  const sets = rows.map(() => [0, 1, 2, 3, 4].filter(() => random() < 0.3));
  const kept = rows.filter((_, image) => sets[image]!.length > 0);
  const keptSets = sets.filter((set) => set.length > 0);
  const precisions = [0, 1, 2, 3, 4].map((label) =>
    averagePrecision(
      kept.map((row) => row[label]!),
      keptSets.map((set) => (set.includes(label) ? 1 : 0)),
    ),
  );
  const { meanAveragePrecision } = measure(rows, sets);
  // Label 5 is never valid and has no average precision.
  expect(meanAveragePrecision.n).toBe(5);
  expect(meanAveragePrecision.value).toBeCloseTo(precisions.reduce<number>((a, b) => a + b!, 0) / 5, 12);
});

it("makes probabilities of logits", () => {
  const { negativeLogLikelihood, validNegativeLogLikelihood, calibration } = measure(
    [[Math.log(6), Math.log(3), 0]],
    [[0, 1]],
    { scale: "logits", originals: [[1]] },
  );
  expect(negativeLogLikelihood.value).toBeCloseTo(-Math.log(0.3), 12);
  expect(validNegativeLogLikelihood.value).toBeCloseTo(-Math.log(0.9), 12);
  expect(calibration.filter(({ images }) => images > 0)).toEqual([
    expect.objectContaining({ images: 1, right: 1, meanConfidence: expect.closeTo(0.6, 12), accuracy: 1 }),
  ]);
});

it("expected calibration error of four predictions in ten bins", () => {
  expect(calibrationError([0.95, 0.85, 0.75, 0.65], [1, 1, 0, 1], 10).error).toBeCloseTo(0.325, 12);
  expect(calibrationError([], [], 10).error).toBeNull();
});
