import { expect, test } from "vitest";
import { residualCorrelation } from "../agreement/residualCorrelation.ts";
import { averagePrecision } from "../metrics/averagePrecision.ts";
import { logLoss } from "../metrics/logLoss.ts";
import { reliabilityTable } from "../metrics/reliabilityTable.ts";
import { voteTable } from "../testing/voteTable.ts";
import { toConsensus } from "./voteColumns.ts";

test("average precision: ranks of equal scores count together; nothing true is nothing to find", () => {
  expect(averagePrecision([0.9, 0.3, 0.4], [1, 1, 0])).toBeCloseTo((1 + 2 / 3) / 2, 12);
  expect(averagePrecision([1, 1, 1, 1], [1, 0, 0, 0])).toBe(0.25);
  expect(averagePrecision([Infinity, Infinity, -Infinity], [1, 0, 1])).toBeCloseTo(
    0.5 * 0.5 + 0.5 * (2 / 3),
    12,
  );
  expect(averagePrecision([0.5], [0])).toBeNull();
});

test("log loss is exact where probabilities round to 1, and infinite only where they are", () => {
  expect(logLoss([Math.log(3)], [1])).toBeCloseTo(-Math.log(0.75), 12);
  expect(logLoss([800, -800], [0, 0])).toBe(400);
  expect(logLoss(toConsensus(Float64Array.of(1, 0)).logOdds, [1, 0])).toBe(0);
  expect(logLoss(toConsensus(Float64Array.of(1)).logOdds, [0])).toBe(Infinity);
  expect(logLoss([], [])).toBeNull();
});

test("a reliability table puts every probability from 0 to 1 into one bin", () => {
  const table = reliabilityTable([0, 0.5, 0.51, 1, 0.3], [0, 1, 0, 1, 0], [0, 0.5, 0.9, 1]);
  expect(table.map(({ items, positives }) => [items, positives])).toEqual([
    [3, 1],
    [1, 0],
    [1, 1],
  ]);
  expect(table[0]).toEqual({
    above: 0,
    atMost: 0.5,
    items: 3,
    positives: 1,
    meanPredicted: 0.8 / 3,
    shareTrue: 1 / 3,
  });
  expect(reliabilityTable([], [])[0]).toMatchObject({ items: 0, meanPredicted: null, shareTrue: null });
});

test("residual correlation is Pearson's where all answer everything: the mean over pairs of annotators", () => {
  const votes = voteTable(["yyn", "ynn", "nny", "nnn", "yyy"]);
  // Pearson's correlations of the columns 1 1 0 0 1, 1 0 0 0 1 and 0 0 1 0 1 are 2/3, -1/6 and 1/6.
  const shares = [3 / 5, 2 / 5, 2 / 5];
  const expected = Array.from(votes.annotator, (person) => shares[person]!);
  const { correlation, pairs } = residualCorrelation(votes, [1, 1, 1, 1, 1], expected, 1);
  expect(correlation).toBeCloseTo(2 / 9, 12);
  expect(pairs).toBe(15);
  expect(residualCorrelation(votes, [1, 1, 1, 1, 1], expected, 0)).toMatchObject({
    correlation: null,
    pairs: 0,
  });
});
