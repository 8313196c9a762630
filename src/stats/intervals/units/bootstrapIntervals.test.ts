import { describe, expect, it, test } from "vitest";
import { quantile } from "../quantile.ts";
import { bootstrapIntervals } from "./bootstrapIntervals.ts";

/** Park and Miller's numbers: enough for a test. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return (state - 1) / 2147483646;
  };
}

const mean = ([n = 0, sum = 0]: Float64Array) => [sum / n];

describe("bootstrap intervals", () => {
  const ofShare = (successes: number, trials: number) =>
    Array.from({ length: trials }, (_, at) => [1, at < successes ? 1 : 0]);

  it("of a share have the width of the binomial distribution", () => {
    const [interval] = bootstrapIntervals(ofShare(160, 400), mean, { replicates: 4000, random: numbers(7) });
    expect(interval![0]).toBeCloseTo(0.4 - 1.96 * Math.sqrt((0.4 * 0.6) / 400), 2);
    expect(interval![1]).toBeCloseTo(0.4 + 1.96 * Math.sqrt((0.4 * 0.6) / 400), 2);
  });

  it("of few units are those of all possible draws", () => {
    // 27 draws of 3 units; the lowest mean, 0, comes in 1 of 27 and lies beyond the 2.5 % point.
    const terms = [
      [1, 0],
      [1, 3],
      [1, 6],
    ];
    const draws = [0, 3, 6].flatMap((a) => [0, 3, 6].flatMap((b) => [0, 3, 6].map((c) => (a + b + c) / 3)));
    const sorted = draws.sort((a, b) => a - b);
    const [interval] = bootstrapIntervals(terms, mean, {
      replicates: 20_000,
      random: numbers(3),
      confidence: 0.8,
    });
    expect(interval).toEqual([quantile(sorted, 0.1), quantile(sorted, 0.9)]);
  });

  it("come out again with the same numbers", () => {
    const draw = (seed: number) =>
      bootstrapIntervals(ofShare(30, 77), mean, { replicates: 200, random: numbers(seed) });
    expect(draw(5)).toEqual(draw(5));
  });

  it("are missing with one unit, without replicates, and where the statistic is often undefined", () => {
    const missing = (terms: number[][], replicates: number) =>
      bootstrapIntervals(terms, ([n = 0, sum = 0]) => [sum > 0 ? sum / n : null], {
        replicates,
        random: numbers(1),
      });
    expect(missing([[1, 1]], 100)).toEqual([null]);
    expect(missing(ofShare(5, 9), 0)).toEqual([null]);
    // No success is drawn in (9/10)^10 = 35 % of the replicates.
    expect(missing(ofShare(1, 10), 500)).toEqual([null]);
    expect(missing([], 100)).toEqual([null]);
  });
});

test("quantiles are interpolated as R and NumPy do", () => {
  expect([0, 0.25, 0.5, 1].map((share) => quantile([1, 2, 4, 8], share))).toEqual([1, 1.75, 3, 8]);
  expect(quantile([], 0.5)).toBeNull();
});
