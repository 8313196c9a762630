import { expect, it } from "vitest";
import { withinGroupSlope } from "../intervals/slopes/withinGroupSlope.ts";
import { linearRegression, slopeInterval, studentisedResiduals } from "./linearRegression.ts";

it("fits the line of least squares", () => {
  const line = linearRegression([80, 82, 84, 86], [85, 86, 87.5, 88])!;
  expect(line.slope).toBeCloseTo(0.525, 12);
  expect(line.intercept).toBeCloseTo(43.05, 9);
  expect(line.r2).toBeCloseTo(0.96923, 5);
});

it("has no line through one point or points above each other, and no R2 of a level line", () => {
  expect(linearRegression([1], [2])).toBeNull();
  expect(linearRegression([1, 1], [2, 3])).toBeNull();
  expect(linearRegression([1, 2], [3, 3])).toEqual({ slope: 0, intercept: 3, r2: null });
  expect(() => linearRegression([1, 2], [3])).toThrow(RangeError);
});

it("tells a point that is off the line through the others, and none on a perfect line", () => {
  const x = [1, 2, 3, 4, 5, 6, 7, 8];
  const y = x.map((value, at) => 2 * value + [0.1, -0.1, 0.05, 9, -0.05, 0.1, -0.1, 0][at]!);
  const residuals = studentisedResiduals(x, y, linearRegression(x, y)!);
  expect(residuals.flatMap(({ p }, at) => (p! < 0.05 ? [at] : []))).toEqual([3]);
  const perfect = studentisedResiduals(x, x, linearRegression(x, x)!);
  expect(perfect.map(({ studentised, p }) => [studentised, p])).toEqual(x.map(() => [null, null]));
  const three = studentisedResiduals([1, 2, 3], [1, 2, 4], linearRegression([1, 2, 3], [1, 2, 4])!);
  expect(three.every(({ studentised }) => studentised === null)).toBe(true);
});

it("a slope that groups make alone is none within them", () => {
  // Group 0: x around 1, y around 1; group 1: x around 5, y around 5; within each, y falls as x rises.
  const x = [0, 1, 2, 4, 5, 6];
  const y = [1.5, 1, 0.5, 5.5, 5, 4.5];
  expect(withinGroupSlope(x, y, [0, 0, 0, 0, 0, 0])!.slope).toBeGreaterThan(0.5);
  expect(withinGroupSlope(x, y, [0, 0, 0, 1, 1, 1])!.slope).toBeCloseTo(-0.5, 12);
  expect(withinGroupSlope([1, 1, 2, 2], [1, 2, 3, 4], [0, 0, 1, 1])).toBeNull();
});

it("has no R2 above 1, and none of equal values, which rounding spreads a little", () => {
  const third = 0.1 + 0.2;
  expect(linearRegression([0.1, 0.2, 0.7], [third, third, third])).toMatchObject({ slope: 0, r2: null });
  expect(linearRegression([third, third, third], [0.1, 0.2, 0.7])).toBeNull();
  for (let shift = 0; shift < 200; shift++) {
    const x = [0.1, 0.3, 0.7, 0.9].map((value) => value + shift / 977);
    const { r2 } = linearRegression(
      x,
      x.map((value) => 1.1 * value + 0.003),
    )!;
    expect(r2).toBeLessThanOrEqual(1);
    expect(r2).toBeGreaterThan(1 - 1e-9);
  }
});

it("tells a slope's interval by how the points scatter", () => {
  const [x, y] = [
    [80, 82, 84, 86],
    [85, 86, 87.5, 88],
  ];
  // s = sqrt(SSE / 2) = .29580, over sqrt(Sxx) = sqrt(20), times t(2) = 4.30265.
  const [low, high] = slopeInterval(x!, y!, linearRegression(x!, y!)!)!;
  expect([low, high]).toEqual([expect.closeTo(0.525 - 0.28459, 4), expect.closeTo(0.525 + 0.28459, 4)]);
  const straight = [1, 2, 3].map((value) => 2 * value);
  expect(slopeInterval([1, 2, 3], straight, { slope: 2, intercept: 0 })).toBeNull();
});
