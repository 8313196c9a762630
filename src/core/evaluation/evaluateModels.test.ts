import { expect, it } from "vitest";
import { defaultEvaluationSettings, evaluateModels } from "./evaluateModels.ts";

const missing = "not stored";
const others = { "agreed-only": missing, "refined-only": missing, union: missing, intersection: missing };
const settings = { ...defaultEvaluationSettings, replicates: 200 };

/** Models by the labels that they name for each image, best first. */
function evaluate(
  models: Record<string, number[][]>,
  valid: number[][],
  originals: number[][],
  more: { proposers?: string[]; replicates?: number } = {},
) {
  const { proposers = [], replicates = settings.replicates } = more;
  return evaluateModels(
    Object.entries(models).map(([model, rows]) => ({
      model,
      proposer: proposers.includes(model),
      top: { depth: rows[0]!.length, labels: rows.flat() },
      scores: "no scores",
      confidence: "no confidence",
    })),
    { valid, originals, others, proposers, unnamed: 0 },
    { ...settings, replicates },
  );
}

it("counts ReaL over images with a label only", () => {
  const { models } = evaluate(
    { a: [[1], [2], [3], [4], [9]] },
    [[1], [], [3, 7], [5], []],
    [[1], [2], [7], [5], [8]],
  );
  expect(models[0]).toMatchObject({
    real: { count: 2, total: 3, share: 2 / 3 },
    top1: { count: 2, total: 5, share: 2 / 5 },
    top1OnReal: { count: 1, total: 3 },
    // Image 2 names a valid label that is not the original one, image 3 is plainly wrong, image 4 has no valid label.
    otherButValid: { count: 1, total: 2 },
  });
});

it("never takes what is undefined for 0", () => {
  const { models, regression, labels } = evaluate({ a: [[1], [2]] }, [[], []], [[], []]);
  const nothing = { share: null, interval: null, reason: expect.any(String) };
  expect(models[0]).toMatchObject({
    top1: nothing,
    top5: { ...nothing, reason: "the file holds fewer than five labels" },
    real: { ...nothing, reason: "no image has a valid label" },
    top1OnReal: nothing,
    rank: { value: null, interval: null, reason: "no image has a valid label" },
    subgroups: { asma: { value: null } },
    slopes: { top1: { slope: null, reason: expect.any(String) } },
    scores: null,
    scoresMissing: "no scores",
    calibration: null,
    calibrationMissing: "no confidence",
  });
  expect(regression).toMatchObject({ slope: null, slopeInterval: null, reason: "fewer than three models" });
  expect(labels.originalKept).toMatchObject(nothing);
});

it("splits top-1 by label count into what is valid and what is not", () => {
  const { models } = evaluate(
    { a: [[1], [2], [3], [9], [8]] },
    [
      [1, 5],
      [2, 5],
      [3, 5],
      [4, 5],
      [6, 7],
    ],
    [[1], [5], [5], [4], [8]],
  );
  const [, , two] = models[0]!.byLabelCount;
  expect(two).toMatchObject({ labels: "2", images: 5, oneOfK: 1 / 2 });
  expect(two!.top1.share).toBe(2 / 5);
  expect(two!.real.share).toBe(3 / 5);
  expect(two!.originalIfValid).toMatchObject({ count: 1, total: 3 });
  expect(two!.originalNotValid).toMatchObject({ count: 1, total: 5 });
  const { top1, real, originalIfValid, originalNotValid } = two!;
  expect(real.share! * originalIfValid.share! + originalNotValid.share!).toBeCloseTo(top1.share!, 12);
  // No image has one label, and a share of a single image is none.
  expect(models[0]!.byLabelCount[1]!.top1).toMatchObject({ share: null, wilson: null, asPrinted: null });
});

it("gives proposers no rank and no pair, and compares the others with Holm's correction", () => {
  const valid = Array.from({ length: 12 }, () => [1]);
  const rows = (right: number) => valid.map((_, image) => [image < right ? 1 : 0]);
  const { models, pairs, limits } = evaluate({ a: rows(12), b: rows(9), c: rows(2) }, valid, valid, {
    proposers: ["a"],
  });
  expect(models.map(({ model, rank }) => [model, rank.value])).toEqual([
    ["a", null],
    ["b", 1],
    ["c", 2],
  ]);
  expect(models[1]!.rank.interval).toEqual([1, 1]);
  expect(pairs).toEqual([
    expect.objectContaining({ a: "b", b: "c", images: 12, onlyA: 7, onlyB: 0, difference: 7 / 12 }),
  ]);
  expect(pairs[0]!.p).toBeCloseTo(2 / 2 ** 7, 12);
  expect(limits[0]).toContain("proposals of a");
});

it("states headlines under other treatments of images without a label, and what it cannot state", () => {
  const { sensitivity } = evaluate(
    { a: [[1], [2], [3]], b: [[0], [2], [3]] },
    [[1], [], [4]],
    [[1], [2], [3]],
  );
  const [given, wrong, original, agreed] = sensitivity.variants;
  expect(given!.real[0]).toMatchObject({ count: 1, total: 2 });
  expect(wrong!.real[0]).toMatchObject({ count: 1, total: 3 });
  expect(original!.real[0]).toMatchObject({ count: 2, total: 3 });
  expect(agreed).toMatchObject({ missing, images: null, real: [], slope: null });
  expect(given!.ranks).toEqual([1, 2]);
});

it("the same seed gives the same band, and no resamples give none", () => {
  const valid = Array.from({ length: 30 }, (_, image) => [image % 3]);
  const models = { a: valid.map((_, image) => [image % 2]), b: valid.map((_, image) => [image % 3]) };
  expect(evaluate(models, valid, valid)).toEqual(evaluate(models, valid, valid));
  const bare = evaluate(models, valid, valid, { replicates: 0 });
  expect(bare.regression.band).toEqual([]);
  expect(bare.limits).toContain("The images were not resampled: the regression line has no band.");
  // All others are computed, not drawn.
  expect(bare.models[1]!.real.interval).toEqual(evaluate(models, valid, valid).models[1]!.real.interval);
});
