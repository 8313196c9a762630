import { expect, test } from "vitest";
import { calibrateJoint, confidentJoint } from "./confidentJoint.ts";
import { confidentThresholds } from "./confidentThresholds.ts";
import { confusedLabels } from "./confusedLabels.ts";
import { crowdlab } from "./crowdlab.ts";
import { findLabelIssues, labelIssueRules } from "./findLabelIssues.ts";
import { findMissingLabels } from "./findMissingLabels.ts";
import { findSetIssues } from "./findSetIssues.ts";
import { groupPairs } from "./groupPairs.ts";
import { labelQuality } from "./labelQuality.ts";
import { labelSetQuality } from "./labelSetQuality.ts";
import { neighbourLabelScore } from "./neighbourLabelScore.ts";
import { poolLabelScores } from "./poolLabelScores.ts";
import { singleLinkage } from "./singleLinkage.ts";

const six = {
  labels: [0, 0, 0, 1, 1, 1],
  probabilities: [0.9, 0.1, 0.8, 0.2, 0.3, 0.7, 0.2, 0.8, 0.4, 0.6, 0.85, 0.15],
  classes: 2,
};

test("confident learning counts six images by hand", () => {
  const thresholds = confidentThresholds(six);
  expect(thresholds[0]).toBeCloseTo(0.666667, 6);
  expect(thresholds[1]).toBeCloseTo(0.516667, 6);
  const joint = confidentJoint(six);
  expect([...joint.counts]).toEqual([2, 1, 1, 2]);
  expect([...joint.counted]).toEqual([0, 0, 1, 1, 1, 0]);
  const [a, b, c, d] = calibrateJoint(joint);
  for (const [share, expected] of [
    [a, 1 / 3],
    [b, 1 / 6],
    [c, 1 / 6],
    [d, 1 / 3],
  ]) {
    expect(share).toBeCloseTo(expected!, 12);
  }
  for (const rule of labelIssueRules) {
    const issues = findLabelIssues(six, rule);
    expect(
      issues.map(({ image }) => image),
      rule,
    ).toEqual([5, 2]);
    expect(issues[0]).toMatchObject({ given: 1, suggested: 0 });
    expect(issues[0]!.score).toBeCloseTo(0.15, 12);
  }
  expect(labelQuality(six, "self-confidence")[5]).toBe(0.15);
  expect(confusedLabels(joint)).toEqual([{ labels: [0, 1], counts: [1, 1], total: 6, share: 1 / 3 }]);
});

test("a label without images is confident of nothing, and shapes that do not fit are refused", () => {
  const lone = { labels: [0, 0], probabilities: [0.2, 0.8, 0.2, 0.8], classes: 2 };
  expect(confidentThresholds(lone)[1]).toBe(Number.POSITIVE_INFINITY);
  // Both are counted as label 0, whose threshold their mean is, rounded or not.
  expect([...confidentJoint(lone).counts]).toEqual([2, 0, 0, 0]);
  for (const rule of labelIssueRules) expect(findLabelIssues(lone, rule)).toEqual([]);
  expect(findLabelIssues({ labels: [], probabilities: [], classes: 2 })).toEqual([]);
  expect(() => confidentThresholds({ ...lone, classes: 3 })).toThrow("4 probabilities are not 2 images");
  expect(() => confidentThresholds({ ...lone, labels: [0, 2] })).toThrow("2 is none of 2 labels");
});

test("prunings leave an image of each label", () => {
  const all = { labels: [0, 0, 1, 1], probabilities: [0.1, 0.9, 0, 1, 0.9, 0.1, 1, 0], classes: 2 };
  for (const rule of ["prune-by-class", "prune-by-noise-rate", "both"] as const) {
    const left = new Set([0, 1, 2, 3]).difference(
      new Set(findLabelIssues(all, rule).map(({ image }) => image)),
    );
    expect(new Set([...left].map((image) => all.labels[image]))).toEqual(new Set([0, 1]));
  }
});

test("scores of a set are pooled by an exponential average from the highest on", () => {
  expect(poolLabelScores([0.1, 0.9, 0.8])).toBeCloseTo(0.244, 12);
  expect(poolLabelScores([])).toBeNull();
  const held = { sets: [[0, 1]], probabilities: [0.9, 0.8, 0.9], classes: 3 };
  expect(labelSetQuality(held)[0]).toBeCloseTo(0.244, 12);
  expect(() => labelSetQuality({ ...held, classes: 2 })).toThrow("3 probabilities are not 1 images");
});

test("sets that hold a wrong label or lack one are found, label by label", () => {
  const sets = [[0], [0, 1], [1], [1], [0, 1]];
  const probabilities = [0.8, 0.9, 0.9, 0.9, 0.1, 0.9, 0.1, 0.9, 0.05, 0.9];
  const issues = findSetIssues({ sets, probabilities, classes: 2 });
  expect(issues.map(({ image, wrong, missing }) => ({ image, wrong, missing }))).toEqual([
    { image: 4, wrong: [0], missing: [] },
    { image: 0, wrong: [], missing: [1] },
  ]);
  expect(issues[0]!.score).toBeLessThan(issues[1]!.score);
  const missing = findMissingLabels({ sets, probabilities, classes: 2 });
  expect(missing).toEqual([{ image: 0, label: 1, probability: 0.9 }]);
});

test("a label that no image has is never missing", () => {
  expect(findMissingLabels({ sets: [[0]], probabilities: [0.1, 1], classes: 2 })).toEqual([]);
});

test("the score by neighbours", () => {
  expect(neighbourLabelScore(0.3, 0.1)).toBeCloseTo(0.1, 12);
  expect(neighbourLabelScore(0, 0)).toBe(0.5);
  expect(neighbourLabelScore(Number.POSITIVE_INFINITY, 0.2)).toBe(0);
  expect(neighbourLabelScore(0.2, Number.POSITIVE_INFINITY)).toBe(1);
  expect(neighbourLabelScore(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY)).toBeNull();
});

test("pairs join into groups", () => {
  expect(
    groupPairs(7, [
      [5, 1],
      [2, 3],
      [1, 6],
    ]),
  ).toEqual([
    [1, 5, 6],
    [2, 3],
  ]);
  expect(groupPairs(3, [])).toEqual([]);
});

test("what joins the others late stands off", () => {
  const edges = [
    { first: 0, second: 1, distance: 0.1 },
    { first: 1, second: 2, distance: 0.2 },
    { first: 3, second: 4, distance: 0.05 },
    { first: 2, second: 3, distance: 0.7 },
  ];
  expect([...singleLinkage(5, edges, 3)]).toEqual([0.2, 0.2, 0.2, 0.7, 0.7]);
  expect([...singleLinkage(5, edges, 2)]).toEqual([0.1, 0.1, 0.2, 0.05, 0.05]);
  expect([...singleLinkage(3, edges.slice(0, 1), 2)]).toEqual([0.1, 0.1, Number.POSITIVE_INFINITY]);
  expect([...singleLinkage(1, [], 1)]).toEqual([0]);
});

test("CROWDLAB weighs annotators and the model by their agreement", () => {
  const probabilities = [0.9, 0.1, 0.2, 0.8, 0.6, 0.4, 0.5, 0.5];
  const answers = {
    item: [0, 0, 1, 1, 1, 2],
    annotator: [0, 1, 0, 1, 2, 2],
    answer: [0, 0, 1, 1, 0, 1],
    items: 4,
    annotators: 4,
    classes: 2,
    probabilities,
  };
  // P = (1 + 2/3) / 2 = 5/6; A0 = 1/2; A = 1; s = (1 + 1) / 3, the same, 0 / 2; the mean number of answers is 2.
  const { modelWeight, weights, quality, consensus, probability } = crowdlab(answers);
  expect(modelWeight).toBeCloseTo(Math.SQRT2, 5);
  expect(weights[0]).toBeCloseTo(1 / 3, 12);
  expect(weights[1]).toBeCloseTo(1 / 3, 12);
  expect(weights[2]).toBeCloseTo(0, 5);
  expect(weights[3]).toBe(0);
  expect(quality[0]).toBeCloseTo((Math.SQRT2 * 0.9 + (2 / 3) * (5 / 6)) / (Math.SQRT2 + 2 / 3), 5);
  expect([...consensus]).toEqual([0, 1, 0, -1]);
  expect(quality[3]).toBeNaN();
  expect(probability[7]).toBeNaN();
  expect(() => crowdlab({ ...answers, item: [0], annotator: [0], answer: [0] })).toThrow("two answers");
  expect(() => crowdlab({ ...answers, classes: 3 })).toThrow("8 probabilities");
});
