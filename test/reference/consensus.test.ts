import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { averagePrecision } from "../../src/stats/metrics/averagePrecision.ts";
import { logLoss } from "../../src/stats/metrics/logLoss.ts";
import { dawidSkene } from "../../src/stats/votes/dawidSkene.ts";
import { toConsensus } from "../../src/stats/votes/voteColumns.ts";

interface Scores {
  truth: number[];
  probability: number[];
  averagePrecision: number;
  logLoss: number;
}

interface Reference {
  consensus: (Scores & { items: number; annotators: number; rounds: number; votes: number[][] })[];
  scores: Scores[];
}

const reference: Reference = JSON.parse(readFileSync(new URL("consensus.json", import.meta.url), "utf8"));

const greatestDifference = (some: ArrayLike<number>, others: ArrayLike<number>) =>
  Math.max(...Array.from(some, (value, at) => Math.abs(value - others[at]!)));

test.each(reference.consensus)(
  "Dawid-Skene is crowd-kit's after $rounds rounds on $items items",
  (expected) => {
    const [item, annotator, answer] = expected.votes as [number[], number[], number[]];
    const { probability, logOdds } = dawidSkene(
      {
        items: Array.from({ length: expected.items }),
        annotators: Array.from({ length: expected.annotators }),
        item: Uint32Array.from(item),
        annotator: Uint32Array.from(annotator),
        answer: Uint8Array.from(answer),
      },
      { epsilon: 0, tolerance: 0, maxIterations: expected.rounds },
    );
    expect(greatestDifference(probability, expected.probability)).toBeLessThan(1e-7);
    expect(averagePrecision(logOdds, expected.truth)).toBeCloseTo(expected.averagePrecision, 9);
    expect(logLoss(logOdds, expected.truth)).toBeCloseTo(expected.logLoss, 7);
  },
);

test.each(reference.scores)(
  "average precision and log loss are scikit-learn's, ties included",
  (expected) => {
    const { probability, logOdds } = toConsensus(Float64Array.from(expected.probability));
    expect(averagePrecision(probability, expected.truth)).toBeCloseTo(expected.averagePrecision, 9);
    expect(logLoss(logOdds, expected.truth)).toBeCloseTo(expected.logLoss, 9);
  },
);
