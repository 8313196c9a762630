import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { MultiplyRows } from "../../embeddings/multiplyRows.ts";
import { seededRandom } from "../../seededRandom.ts";
import { askNeighbours } from "./askNeighbours.ts";
import { cutBlocks, fitLogistic } from "./fitLogistic.ts";
import { fitProbe, scoreWithProbe } from "./fitProbe.ts";
import { invertSymmetric } from "./invertSymmetric.ts";
import { measureProbe } from "./measureProbe.ts";
import { stratifiedFolds } from "./stratifiedFolds.ts";

const multiply: MultiplyRows = async (rows, others, size) => {
  const [count, width] = [rows.length / size, others.length / size];
  const products = new Float32Array(count * width);
  for (let row = 0; row < count; row++) {
    for (let other = 0; other < width; other++) {
      let sum = 0;
      for (let at = 0; at < size; at++) sum += rows[row * size + at]! * others[other * size + at]!;
      products[row * width + other] = sum;
    }
  }
  return products;
};

const size = 12;

/** Images around a centre for each class, and noise. */
function makeImages(counts: readonly number[], spread: number, seed: string) {
  const random = seededRandom(seed);
  const labels = counts.flatMap((count, label) => Array.from({ length: count }, () => [label]));
  const rows = Float32Array.from({ length: labels.length * size }, (_, at) => {
    const [image, column] = [Math.floor(at / size), at % size];
    return (column % counts.length === labels[image]![0] ? 1 : 0) + spread * (random() + random() - 1);
  });
  return { rows, labels };
}

const learn = (rows: Float32Array, labels: number[][], classes: number) =>
  fitProbe({ rows: rows.slice(), size, labels, classes, seed: 1, toScore: labels.length }, multiply);

describe("a probe", () => {
  test("finds labels that embeddings show, of images that it did not learn from as well; shares sum to 1", async () => {
    const { rows, labels } = makeImages([30, 30, 30], 0.6, "shown");
    const probe = await learn(rows, labels, 3);
    expect(measureProbe(probe.outOfFold, labels, 3)[0]!.found).toBeGreaterThan(80);
    for (let from = 0; from < probe.outOfFold.length; from += 3) {
      const sum = probe.outOfFold.subarray(from, from + 3).reduce((total, share) => total + share, 0);
      expect(sum).toBeCloseTo(1, 5);
    }
    const others = makeImages([10, 10, 10], 0.6, "others");
    const scores = await scoreWithProbe(probe, others.rows.slice(), multiply);
    expect(measureProbe(scores, others.labels, 3)[0]!.found).toBeGreaterThan(26);
  });

  test("is no better than chance out of fold where labels have nothing to do with images", async () => {
    const random = seededRandom("nothing");
    const rows = Float32Array.from({ length: 200 * size }, () => random());
    const labels = Array.from({ length: 200 }, () => [Math.floor(random() * 4)]);
    const probe = await learn(rows, labels, 4);
    const { found } = measureProbe(probe.outOfFold, labels, 4)[0]!;
    // Four standard deviations of 200 draws with a chance of a quarter.
    expect(Math.abs(found - 50)).toBeLessThan(25);
  });

  test("scores an image by nothing that follows from its own label", async () => {
    const { rows, labels } = makeImages([20, 20, 20], 0.9, "own");
    const folds = stratifiedFolds(labels, 5, 1);
    const targetsOf = (some: number[][]) =>
      Float32Array.from(some.flatMap(([own]) => [0, 1, 2].map((label) => Number(label === own))));
    const right = targetsOf(labels);
    const wrong = targetsOf(labels.map(([label], at) => [folds[at] === 0 ? (label! + 1) % 3 : label!]));
    const members = Uint8Array.from(folds, (fold) => Number(fold !== 0));
    const inverse = Float32Array.from({ length: size * size }, (_, at) =>
      at % (size + 1) === 0 ? 1 / 60 : 0,
    );
    const learn = (targets: Float32Array) =>
      fitLogistic(
        { blocks: cutBlocks(rows, size, 3), size, targets, classes: 3 },
        [members],
        { inverse, penalty: 1, steps: 8 },
        multiply,
      );
    const learned = await learn(right);
    expect(await learn(wrong)).toEqual(learned);
    expect(learned.weights.some((weight) => weight !== 0)).toBe(true);
    const ask = (targets: Float32Array) =>
      askNeighbours({ rows, size, targets, classes: 3, folds }, rows, (image) => folds[image]!, multiply);
    const [before, after] = [await ask(right), await ask(wrong)];
    for (const [image, fold] of folds.entries()) {
      const own = (shares: Float32Array) => shares.slice(image * 3, image * 3 + 3);
      if (fold === 0) expect(own(after)).toEqual(own(before));
    }
    expect(after).not.toEqual(before);
  });

  test("takes several labels an image, labels without images, and fewer images than folds", async () => {
    const { rows, labels } = makeImages([12, 12, 2], 0.5, "several");
    const sets = labels.map(([label], at) => (at % 5 === 0 && label === 0 ? [0, 1] : [label!]));
    const probe = await learn(rows, sets, 5);
    expect(probe.outOfFold).toHaveLength(26 * 5);
    expect(probe.outOfFold.every((share) => share >= 0 && share <= 1)).toBe(true);
    for (let from = 0; from < probe.outOfFold.length; from += 5)
      expect(Math.max(probe.outOfFold[from + 3]!, probe.outOfFold[from + 4]!)).toBeLessThan(0.2);
    const two = await learn(makeImages([1, 1], 0.1, "two").rows, [[0], [1]], 2);
    expect(two.outOfFold.every(Number.isFinite)).toBe(true);
  });
});

test("folds hold as many images of each label as can be", () => {
  const sets = fc.array(fc.uniqueArray(fc.nat({ max: 5 }), { minLength: 1, maxLength: 1 }), { minLength: 5 });
  fc.assert(
    fc.property(sets, fc.integer(), (labels, seed) => {
      const folds = stratifiedFolds(labels, 5, seed);
      for (const wanted of new Set(labels.flat())) {
        const counts = [0, 0, 0, 0, 0];
        for (const [image, some] of labels.entries()) if (some.includes(wanted)) counts[folds[image]!]!++;
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }
      const sizes = [0, 1, 2, 3, 4].map((fold) => folds.filter((one) => one === fold).length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }),
  );
});

test("a matrix times its inverse is the identity, at sizes around those that are halved", async () => {
  for (const side of [1, 63, 64, 65, 150]) {
    const random = seededRandom(side);
    const half = Float32Array.from({ length: side * side }, () => random() - 0.5);
    const matrix = await multiply(half, half, side);
    for (let at = 0; at < side; at++) matrix[at * side + at]! += 1;
    const product = await multiply(await invertSymmetric(matrix, side, multiply), matrix, side);
    for (let at = 0; at < product.length; at++)
      expect(product[at]).toBeCloseTo(at % (side + 1) === 0 ? 1 : 0, 3);
  }
});
