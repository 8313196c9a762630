import { expect, it } from "vitest";
import { rankPrediction } from "./rankPrediction.ts";

it("ranks a score for each label, ties by index, as deep as asked", () => {
  const ranking = rankPrediction(null, [0.1, 0.4, 0.1, 0.4], { logits: false, depth: 3 });
  expect(ranking).toEqual([
    { label: 1, score: Math.fround(0.4), models: 1 },
    { label: 3, score: Math.fround(0.4), models: 1 },
    { label: 0, score: Math.fround(0.1), models: 1 },
  ]);
});

it("makes probabilities of logits over all labels before it cuts, without overflow", () => {
  const [best] = rankPrediction(null, [1000, 1000 - Math.log(3)], { logits: true, depth: 1 });
  expect(best).toMatchObject({ label: 0, score: 0.75 });
});

it("sorts named labels by their scores, and keeps the order of those without", () => {
  const scored = rankPrediction([7, 2, 5], [0.2, 0.5, 0.2], { logits: false, depth: 9 });
  expect(scored.map(({ label }) => label)).toEqual([2, 5, 7]);
  const ranked = rankPrediction([7, 2, 5], null, { logits: false, depth: 2 });
  expect(ranked).toEqual([
    { label: 7, score: Number.NaN, models: 1 },
    { label: 2, score: Number.NaN, models: 1 },
  ]);
});

it("takes a probability that rounding put above 1 for 1", () => {
  expect(rankPrediction([3], [1.0004], { logits: false, depth: 1 })[0]?.score).toBe(1);
});
