import { expect, it } from "vitest";
import { countShared } from "../agreement/countShared.ts";
import { jaccard } from "./jaccard.ts";
import { masi } from "./masi.ts";

const measure = (similarity: typeof jaccard, a: number[], b: number[]) =>
  similarity(a.length, b.length, countShared(a, b));

it.each([
  [[], [], 0],
  [[1, 2], [], 0],
  [[1, 3, 5], [2, 4, 6], 0],
  [[1, 3, 5, 7], [0, 3, 4, 7, 9], 2],
  [[2, 4], [2, 4], 2],
])("%j and %j share %i", (a, b, shared) => {
  expect([countShared(a, b), countShared(b, a)]).toEqual([shared, shared]);
});

it.each([
  [[], [], 1, 1],
  [[1], [], 0, 0],
  [[1, 2], [1, 2], 1, 1],
  // The MASI distances .6667 and .8889 of Passonneau's paper.
  [[1, 2], [1, 2, 3, 4], 1 / 2, 1 - 0.6667],
  [[1, 2], [2, 3], 1 / 3, 1 - 0.8889],
  [[1, 2], [3, 4], 0, 0],
])("%j and %j: Jaccard %f, MASI %f", (a, b, ofJaccard, ofMasi) => {
  expect(measure(jaccard, a, b)).toBeCloseTo(ofJaccard, 10);
  expect(measure(masi, a, b)).toBeCloseTo(ofMasi, 4);
  expect(measure(masi, b, a)).toBe(measure(masi, a, b));
});
