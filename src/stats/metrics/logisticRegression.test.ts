import { expect, it } from "vitest";
import { brierScore } from "./brierScore.ts";
import { logisticRegression } from "./logisticRegression.ts";

it("of one yes or no, is the logarithm of the odds in either group", () => {
  // 1 of 4 true where the feature is 0, 3 of 4 where it is 1: -ln 3, and twice ln 3 more.
  const rows = [0, 0, 0, 0, 1, 1, 1, 1].map((x) => [x]);
  const { intercept, coefficients } = logisticRegression(rows, [1, 0, 0, 0, 1, 1, 1, 0], 1e-9);
  expect(intercept).toBeCloseTo(-Math.log(3), 6);
  expect(coefficients[0]).toBeCloseTo(2 * Math.log(3), 6);
});

it("solves the penalised score equations, and does not care for units", () => {
  const rows = [
    [1, 5],
    [2, 1],
    [3, 4],
    [4, 4],
    [5, 0],
    [6, 3],
  ];
  const truth = [0, 0, 1, 0, 1, 1];
  const fit = logisticRegression(rows, truth, 2);
  const of = (row: number[]) =>
    1 / (1 + Math.exp(-(fit.intercept + fit.coefficients[0]! * row[0]! + fit.coefficients[1]! * row[1]!)));
  const spread = (at: number) => {
    const mean = rows.reduce((sum, row) => sum + row[at]!, 0) / 6;
    return Math.sqrt(rows.reduce((sum, row) => sum + (row[at]! - mean) ** 2, 0) / 6);
  };
  const score = (at: number) =>
    rows.reduce((sum, row, place) => sum + (truth[place]! - of(row)) * row[at]!, 0);
  for (const at of [0, 1]) expect(score(at)).toBeCloseTo(2 * fit.coefficients[at]! * spread(at) ** 2, 8);
  expect(rows.reduce((sum, row, place) => sum + truth[place]! - of(row), 0)).toBeCloseTo(0, 8);

  const other = logisticRegression(
    rows.map(([a, b]) => [1000 * a!, b!, 7]),
    truth,
    2,
  );
  expect(other.coefficients[0]! * 1000).toBeCloseTo(fit.coefficients[0]!, 8);
  expect(other.coefficients[2]).toBe(0);
});

it("ends where the answers are told apart wholly", () => {
  expect(logisticRegression([[-1], [1]], [0, 1]).coefficients[0]).toBeGreaterThan(0);
});

it("Brier score", () => {
  expect(brierScore([0.9, 0.2], [1, 1])).toBeCloseTo((0.01 + 0.64) / 2, 12);
  expect(brierScore([], [])).toBeNull();
});
