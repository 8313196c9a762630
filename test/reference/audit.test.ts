import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { calibrateJoint, confidentJoint } from "../../src/stats/audit/confidentJoint.ts";
import { type CrowdAnswers, crowdlab } from "../../src/stats/audit/crowdlab.ts";
import { findLabelIssues, type LabelIssueRule } from "../../src/stats/audit/findLabelIssues.ts";
import { type LabelQuality, labelQuality } from "../../src/stats/audit/labelQuality.ts";
import { labelSetQuality, type SetProbabilities } from "../../src/stats/audit/labelSetQuality.ts";

interface Fitted {
  quality: number[];
  modelWeight: number;
  weights: number[];
}

interface Reference {
  single: {
    classes: number;
    labels: number[];
    probabilities: number[];
    counts: number[];
    joint: number[];
    quality: Record<LabelQuality, number[]>;
    issues: Record<Exclude<LabelIssueRule, "estimated-number">, number[]>;
  }[];
  sets: (SetProbabilities & { quality: number[] })[];
  crowd: (CrowdAnswers & {
    once: Fitted;
    twice: Fitted;
  })[];
}

const reference: Reference = JSON.parse(readFileSync(new URL("audit.json", import.meta.url), "utf8"));

const greatestDifference = (some: ArrayLike<number>, others: ArrayLike<number>) =>
  Math.max(...Array.from(some, (value, at) => Math.abs(value - others[at]!)));

test.each(reference.single)("confident learning is cleanlab's with $classes labels", (expected) => {
  const joint = confidentJoint(expected);
  expect([...joint.counts]).toEqual(expected.counts);
  // cleanlab calibrates to whole images.
  expect(greatestDifference(calibrateJoint(joint), expected.joint)).toBeLessThan(1 / expected.labels.length);
  for (const kind of ["self-confidence", "normalized-margin"] as const) {
    expect(greatestDifference(labelQuality(expected, kind), expected.quality[kind])).toBeLessThan(1e-12);
  }
  for (const rule of ["off-diagonal", "prune-by-class", "prune-by-noise-rate", "both"] as const) {
    const found = findLabelIssues(expected, rule).map(({ image }) => image);
    expect(
      found.toSorted((a, b) => a - b),
      rule,
    ).toEqual(expected.issues[rule]);
  }
});

test.each(reference.sets)("the quality of sets of $classes labels is cleanlab's", (expected) => {
  expect(greatestDifference(labelSetQuality(expected), expected.quality)).toBeLessThan(1e-12);
});

test.each(reference.crowd)("CROWDLAB is cleanlab's with $classes classes", (expected) => {
  for (const [rounds, { modelWeight, weights }] of [expected.once, expected.twice].entries()) {
    const found = crowdlab(expected, rounds + 1);
    expect(found.modelWeight).toBeCloseTo(modelWeight, 9);
    expect(greatestDifference(found.weights, weights)).toBeLessThan(1e-9);
  }
  // After one round, cleanlab scores the majority, and not what is most probable.
  expect(greatestDifference(crowdlab(expected, 2).quality, expected.twice.quality)).toBeLessThan(1e-9);
});
