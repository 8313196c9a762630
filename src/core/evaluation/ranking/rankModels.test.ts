import { expect, it } from "vitest";
import { type ModelPredictions, rankModels } from "./rankModels.ts";

const model = (name: string, rankings: number[][], proposer = false): ModelPredictions => ({
  model: name,
  proposer,
  top: { depth: rankings[0]?.length ?? 1, labels: rankings.flat() },
});
const valid = [[1], [], [3, 7], [5]];
const originals = [[1], [2], [7], [5]];

it("ranks by ReaL accuracy, with its denominator and interval, and not by top-1", () => {
  const literal = model("names originals", [[1], [2], [9], [9]]);
  const better = model("names valid labels", [[1], [9], [3], [9]]);
  const scores = rankModels([literal, better], valid, originals);
  expect(scores.map((score) => [score.model, score.rank.value, score.real.count, score.real.total])).toEqual([
    ["names valid labels", 1, 2, 3],
    ["names originals", 2, 1, 3],
  ]);
  expect(scores.map(({ top1 }) => [top1.count, top1.total])).toEqual([
    [1, 4],
    [2, 4],
  ]);
  expect(scores[0]?.real.interval?.map((bound) => bound.toFixed(4))).toEqual(["0.1255", "0.9840"]);
  // A toss of one image tells nothing.
  expect(scores[0]?.rank.interval).toEqual([1, 2]);
});

it("lists a proposer at its place without a rank", () => {
  const right = [[1], [2], [3], [5]];
  const scores = rankModels(
    [model("proposer", right, true), model("a", [[1], [2], [3], [9]]), model("b", [[1], [2], [7], [9]])],
    valid,
    originals,
  );
  expect(scores.map((score) => [score.model, score.rank.value])).toEqual([
    ["proposer", null],
    ["a", 1],
    ["b", 1],
  ]);
});

it("tells images apart by how many labels they have, and leaves groups without an image out", () => {
  const rankings = [
    [1, 9],
    [0, 1],
    [9, 7],
    [9, 8],
  ];
  const labels = [[1], [], [3, 7], [1, 2, 3, 4, 5, 6]];
  const [score] = rankModels([model("a", rankings)], labels, [[], [], [], []]);
  expect(
    score?.byLabelCount.map(({ labels, images, recall, precision }) => ({
      labels,
      images,
      recall,
      precision,
    })),
  ).toEqual([
    { labels: "1", images: 1, recall: [1, 1], precision: [1, 0.5] },
    { labels: "2", images: 1, recall: [0, 0.5], precision: [0, 0.5] },
    { labels: "5+", images: 1, recall: [0, 0], precision: [0, 0] },
  ]);
  const reason = "no image has an original label";
  expect(score?.top1).toEqual({ count: 0, total: 0, share: null, interval: null, reason });
});

it("calls the group of five labels 5 where no image has more", () => {
  const [score] = rankModels([model("a", [[1]])], [[1, 2, 3, 4, 5]], [[]]);
  expect(score?.byLabelCount.map(({ labels }) => labels)).toEqual(["5"]);
});

it("has neither accuracy nor rank where no image has a label", () => {
  const [score] = rankModels([model("a", [[1], [2]])], [[], []], [[], []]);
  expect(score).toMatchObject({
    rank: { value: null, interval: null, reason: "no image has a valid label" },
    real: { total: 0, share: null, interval: null },
    recall: [null],
    precision: [null],
  });
});
