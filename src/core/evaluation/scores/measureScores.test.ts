import fc from "fast-check";
import { expect, it } from "vitest";
import { jackknifeInterval } from "../../../stats/intervals/units/jackknifeInterval.ts";
import { averagePrecision } from "../../../stats/metrics/averagePrecision.ts";
import { calibrationError } from "../../../stats/metrics/calibrationError.ts";
import { seededRandom } from "../../seededRandom.ts";
import { ScoreTally } from "./measureScores.ts";

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
  for (const [image, row] of scores.entries()) tally.leaveOut(row, valid[image]!);
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
  const { negativeLogLikelihood, validNegativeLogLikelihood } = measure(
    [[Math.log(6), Math.log(3), 0]],
    [[0, 1]],
    { scale: "logits", originals: [[1]] },
  );
  expect(negativeLogLikelihood.value).toBeCloseTo(-Math.log(0.3), 12);
  expect(validNegativeLogLikelihood.value).toBeCloseTo(-Math.log(0.9), 12);
});

it("expected calibration error of four predictions in ten bins", () => {
  expect(calibrationError([0.95, 0.85, 0.75, 0.65], [1, 1, 0, 1], 10).error).toBeCloseTo(0.325, 12);
  expect(calibrationError([], [], 10).error).toBeNull();
});

/** A few labels of a few images, ties and classes without a valid image included. */
const studies = fc.integer({ min: 2, max: 6 }).chain((classes) =>
  fc.record({
    scores: fc.array(
      fc.array(
        fc.integer({ min: 0, max: 8 }).map((score) => score / 8),
        { minLength: classes, maxLength: classes },
      ),
      { minLength: 2, maxLength: 12 },
    ),
    valid: fc.array(fc.uniqueArray(fc.nat(classes - 1), { minLength: 1, maxLength: 3 }), {
      minLength: 12,
      maxLength: 12,
    }),
  }),
);
const without = <Item>(list: readonly Item[], at: number) => list.filter((_, one) => one !== at);

it("knows mean average precision and macro F1 without each image, as if it had never been there", () => {
  fc.assert(
    fc.property(studies, ({ scores: rows, valid: sets }) => {
      const all = sets.slice(0, rows.length);
      const found = measure(rows, all);
      for (const name of ["meanAveragePrecision", "f1Macro"] as const) {
        const left = rows.map(
          (_, image) => measure(without(rows, image), without(all, image))[name].value ?? 0,
        );
        const mean = left.reduce((sum, one) => sum + one, 0) / left.length;
        // An interval of a share jumps at one half, where rounding would decide.
        fc.pre(Math.abs(left.length * found[name].value! - (left.length - 1) * mean - 0.5) > 1e-9);
        const expected = jackknifeInterval(found[name].value!, left)!;
        expect(found[name].interval![0]).toBeCloseTo(expected[0], 9);
        expect(found[name].interval![1]).toBeCloseTo(expected[1], 9);
      }
    }),
  );
});

it("finds the threshold of the best F1 among all that there are", () => {
  fc.assert(
    fc.property(studies, fc.boolean(), ({ scores: rows, valid: sets }, isLogits) => {
      const all = sets.slice(0, rows.length);
      const given = isLogits ? rows.map((row) => row.map((score) => score * 20)) : rows;
      const { bestF1 } = measure(given, all, { scale: isLogits ? "logits" : "probabilities" });
      const probabilities = isLogits ? given.map(softmax) : rows;
      fc.pre(!isLogits || !hasNearTies(given));
      const f1At = (threshold: number) => {
        let [hits, total] = [0, 0];
        for (const [image, row] of probabilities.entries()) {
          // A softmax in another order of sums may end a hair lower.
          const named = row.flatMap((score, label) => (score >= threshold * (1 - 1e-12) ? [label] : []));
          hits += named.filter((label) => all[image]!.includes(label)).length;
          total += named.length + all[image]!.length;
        }
        return (2 * hits) / total;
      };
      const best = Math.max(...probabilities.flat().map(f1At));
      expect(bestF1.value).toBeCloseTo(best, 9);
      expect(f1At(bestF1.threshold!)).toBeCloseTo(best, 9);
      expect(bestF1).toMatchObject({ interval: null, intervalMissing: expect.stringMatching(/same images/) });
    }),
  );
});

/** Whether different rows have scores that only the rounding of a softmax tells apart: their order is chance. */
function hasNearTies(logits: readonly (readonly number[])[]): boolean {
  const scores = logits.flatMap((row) => softmax(row).map((score) => ({ score, row: String(row) })));
  const sorted = scores.toSorted((a, b) => a.score - b.score);
  return sorted.some((one, at) => {
    const next = sorted[at + 1];
    return next !== undefined && next.score - one.score < 1e-9 && next.row !== one.row;
  });
}

const softmax = (row: readonly number[]) => {
  const powers = row.map((score) => Math.exp(score));
  const sum = powers.reduce((all, one) => all + one, 0);
  return powers.map((power) => power / sum);
};

it("every number has an interval that holds it and is not of width 0, or the reason why not", () => {
  fc.assert(
    fc.property(studies, ({ scores: rows, valid: sets }) => {
      const found = measure(rows, sets.slice(0, rows.length), { originals: sets.slice(0, rows.length) });
      for (const [name, mean] of Object.entries(found)) {
        if (typeof mean !== "object" || !("value" in mean)) continue;
        if (mean.value === null) expect(mean.reason, name).toMatch(/./);
        else if (mean.interval === null) expect(mean.intervalMissing, name).toMatch(/./);
        else {
          expect(mean.interval[1] - mean.interval[0], name).toBeGreaterThan(0);
          expect(mean.interval[0], name).toBeLessThanOrEqual(mean.value + 1e-12);
          expect(mean.interval[1], name).toBeGreaterThanOrEqual(mean.value - 1e-12);
        }
      }
    }),
  );
});
