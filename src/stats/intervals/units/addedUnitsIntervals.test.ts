import { describe, expect, test } from "vitest";
import { seededRandom } from "../../../core/seededRandom.ts";
import { studentQuantile } from "../../distributions/studentQuantile.ts";
import { addedUnitsIntervals } from "./addedUnitsIntervals.ts";
import { UnitMoments } from "./unitMoments.ts";

function ofMean(values: readonly number[]) {
  const moments = new UnitMoments(2);
  for (const value of values) moments.add([1, value]);
  return addedUnitsIntervals(moments, ([n = 0, sum = 0]) => [n === 0 ? null : sum / n], {
    added: [
      [1, 1],
      [1, 0],
    ],
    ranges: [[0, 1]],
  })[0]!;
}

test("Student's quantiles are those of the tables", () => {
  for (const [degrees, quantile] of [
    [1, 12.7062],
    [4, 2.77645],
    [30, 2.04227],
    [1e6, 1.95997],
  ] as const) {
    expect(studentQuantile(0.975, degrees)).toBeCloseTo(quantile, 3);
  }
  expect(studentQuantile(0.995, 10)).toBeCloseTo(3.16927, 4);
});

test("of a share of many units it is that of Agresti and Coull", () => {
  // statsmodels: proportion_confint(800, 1000, method="agresti_coull").
  const [low, high] = ofMean(Array.from({ length: 1000 }, (_, at) => (at % 5 === 0 ? 0 : 1)));
  expect(low).toBeCloseTo(0.7740689, 3);
  expect(high).toBeCloseTo(0.8236322, 3);
});

test("it never has width 0, stays in its range and holds the value, however alike the units are", () => {
  for (const value of [0, 0.25, 0.5, 1]) {
    for (const units of [2, 3, 30, 1000]) {
      const [low, high] = ofMean(Array.from({ length: units }, () => value));
      expect(high - low).toBeGreaterThan(1 / units);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
    }
  }
  expect(ofMean([1])).toBeNull();
});

describe("means of bounded units are covered in 93.5 % of samples or more", () => {
  const random = seededRandom("coverage of means");
  const oneOf =
    (...values: readonly [value: number, share: number][]) =>
    () => {
      let left = random();
      for (const [value, share] of values) {
        if (left < share) return value;
        left -= share;
      }
      return 0;
    };
  const kinds: [string, () => number, number][] = [
    ["half", oneOf([1, 0.5]), 0.5],
    ["nine in ten", oneOf([1, 0.9]), 0.9],
    ["Jaccard of hard images", oneOf([1, 0.6], [0.5, 0.2], [1 / 3, 0.1]), 0.6 + 0.1 + 0.1 / 3],
    ["Jaccard of easy images", oneOf([1, 0.9], [0.5, 0.07]), 0.935],
    ["mostly 1, else anything", () => (random() < 0.95 ? 1 : random()), 0.975],
  ];
  test.each(kinds)("%s", (_, draw, mean) => {
    for (const units of [2, 3, 5, 10, 30]) {
      const samples = 1000;
      let covered = 0;
      for (let sample = 0; sample < samples; sample++) {
        const [low, high] = ofMean(Array.from({ length: units }, draw));
        if (low <= mean + 1e-12 && mean - 1e-12 <= high) covered++;
      }
      expect(covered / samples, `${units} units`).toBeGreaterThanOrEqual(0.935);
    }
  });
});
