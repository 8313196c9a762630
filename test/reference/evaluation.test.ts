import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ScoreTally } from "../../src/core/evaluation/scores/measureScores.ts";
import { clopperPearsonInterval } from "../../src/stats/intervals/shares/clopperPearsonInterval.ts";
import { wilsonInterval } from "../../src/stats/intervals/shares/wilsonInterval.ts";
import { withinGroupSlope } from "../../src/stats/intervals/slopes/withinGroupSlope.ts";
import { linearRegression, studentisedResiduals } from "../../src/stats/metrics/linearRegression.ts";
import { benjaminiHochbergAdjust } from "../../src/stats/tests/benjaminiHochbergAdjust.ts";
import { holmAdjust } from "../../src/stats/tests/holmAdjust.ts";
import { mcnemarExact } from "../../src/stats/tests/mcnemarExact.ts";

type ScoreName =
  | "meanAveragePrecision"
  | "f1Micro"
  | "f1Macro"
  | "f1Sample"
  | "subsetAccuracy"
  | "hammingLoss"
  | "jaccard"
  | "labelRankingAveragePrecision"
  | "coverageError"
  | "rankingLoss";

interface Line {
  x: number[];
  y: number[];
  slope: number;
}

interface Reference {
  scores: { scores: number[][]; valid: number[][]; expected: Record<ScoreName, number> }[];
  lines: (Line & { intercept: number; r2: number; studentised: number[]; p: number[] })[];
  within: (Line & { group: number[]; standardError: number })[];
  shares: { count: number; of: number; wilson: number[]; clopperPearson: number[] }[];
  mcnemar: { b: number; c: number; p: number }[];
  benjaminiHochberg: { p: number[]; adjusted: number[] };
  holm: { p: number[]; adjusted: number[] };
}

const reference: Reference = JSON.parse(readFileSync(new URL("evaluation.json", import.meta.url), "utf8"));
const digits = 9;
const expectAll = (found: ArrayLike<number | null>, expected: readonly number[]) =>
  expected.forEach((value, at) => {
    expect(found[at]).toBeCloseTo(value, digits);
  });

test.each(reference.scores)(
  "metrics of scores are scikit-learn's, ties included",
  ({ scores, valid, expected }) => {
    const tally = new ScoreTally({ classes: scores[0]!.length, scale: "probabilities" });
    for (const [image, row] of scores.entries()) tally.add(row, valid[image]!, []);
    for (const [image, row] of scores.entries()) tally.count(row, valid[image]!);
    for (const [image, row] of scores.entries()) tally.leaveOut(row, valid[image]!);
    const found = tally.finish();
    for (const [name, value] of Object.entries(expected)) {
      expect(found[name as ScoreName].value, name).toBeCloseTo(value, digits);
    }
  },
);

test.each(reference.lines)("the line and its outliers are statsmodels': $slope", ({ x, y, ...expected }) => {
  const line = linearRegression(x, y)!;
  expectAll([line.slope, line.intercept, line.r2], [expected.slope, expected.intercept, expected.r2]);
  const residuals = studentisedResiduals(x, y, line);
  expectAll(
    residuals.map(({ studentised }) => studentised),
    expected.studentised,
  );
  expectAll(
    residuals.map(({ p }) => p),
    expected.p,
  );
});

test.each(reference.within)(
  "the slope within groups is statsmodels': $slope",
  ({ x, y, group, slope, standardError }) => {
    const found = withinGroupSlope(x, y, group)!;
    expectAll([found.slope, found.standardError], [slope, standardError]);
    expect(found.interval[1] - found.slope).toBeGreaterThan(1.96 * standardError);
  },
);

test.each(reference.shares)("intervals of $count in $of are statsmodels'", (expected) => {
  expectAll(wilsonInterval(expected.count, expected.of)!, expected.wilson);
  expectAll(clopperPearsonInterval(expected.count, expected.of)!, expected.clopperPearson);
});

test.each(reference.mcnemar)("McNemar's exact p of $b and $c is statsmodels'", ({ b, c, p }) => {
  expect(mcnemarExact(b, c)).toBeCloseTo(p, digits);
});

test("Holm's correction is statsmodels'", () => {
  expectAll(holmAdjust(reference.holm.p), reference.holm.adjusted);
});

test("Benjamini and Hochberg's correction is statsmodels'", () => {
  const { p, adjusted } = reference.benjaminiHochberg;
  expectAll(benjaminiHochbergAdjust(p), adjusted);
});
