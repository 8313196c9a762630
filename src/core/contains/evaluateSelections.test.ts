import { expect, it } from "vitest";
import { evaluateSelections } from "./evaluateSelections.ts";

const count = (label: number, ticked: number, asked = 4) => ({ label, ticked, asked });
const selections = [
  [count(0, 4), count(1, 2), count(2, 1)],
  [count(0, 2), count(1, 4)],
  [count(1, 0), count(3, 4)],
  undefined,
  [count(1, 4), count(0, 3)],
];
const originals = [[0], [0], [1], [0], [1]];
const top = (...labels: number[]) => ({ depth: 1, labels });
const evaluate = (...labels: number[]) =>
  evaluateSelections(
    [{ model: "one", top: top(...labels) }],
    { selections, originals, objects: [1, 2, 1, 1, 1], reference: undefined },
    { replicates: 0, seed: 1 },
  );

it("counts labels that are ticked nearly as often as the original one", () => {
  const { images, isolated, original } = evaluate(0, 0, 0, 0, 0);
  expect(images).toBe(4);
  expect(original).toMatchObject({ value: (4 + 2 + 0 + 4) / 16, n: 4 });
  // Nobody ticked the original label of the third image.
  expect(isolated).toMatchObject({ images: 3, untouched: 1 });
  const at = (of: number) => isolated.curve.find((point) => point.of === of)!.others.count;
  expect([at(0.05), at(0.5), at(0.55), at(0.75), at(0.8), at(1)]).toEqual([3, 3, 2, 2, 1, 1]);
  expect(isolated.byObjects).toEqual([
    { objects: 1, labels: 2, images: 2 },
    { objects: 2, labels: 2, images: 1 },
  ]);
});

it("finds pairs of labels that half of the people see in the same images, and which a model puts first", () => {
  const { ambiguous } = evaluate(0, 1, 3, 0, 2);
  expect(ambiguous.found).toBe(1);
  // All four images of either label count, also the one on which nobody was asked about the other.
  expect(ambiguous.pairs).toMatchObject([
    {
      labels: [0, 1],
      asked: 3,
      both: { count: 3, total: 4 },
      models: [{ model: "one", originalFirst: { count: 1, total: 2 } }],
    },
  ]);
});

it("lets people judge a model beside the original label", () => {
  const [one] = evaluate(1, 1, 3, 0, 2).models;
  expect(one).toMatchObject({
    unasked: 1,
    prediction: { value: (2 + 4 + 4) / 12, n: 3 },
    original: { value: (4 + 2 + 0) / 12, n: 3 },
    difference: { value: (-2 + 2 + 4) / 12, n: 3 },
    wrong: [0, 0, 0, 0, 0, 1, 0, 0, 0, 2],
  });
  expect(one!.prediction.interval![0]).toBeGreaterThanOrEqual(0);
  expect(one!.prediction.interval![1]).toBe(1);
});

it("says why a mean has no interval, and why there is no mean", () => {
  const [one] = evaluate(5, 1, 5, 5, 5).models;
  expect(one!.prediction).toMatchObject({
    value: 1,
    n: 1,
    interval: null,
    intervalMissing: expect.any(String),
  });
  expect(evaluate(9, 9, 9, 9, 9).models[0]!.prediction).toMatchObject({
    ...{ value: null, n: 0, interval: null, reason: "people were asked about none of its first labels" },
  });
});

it("adjusts only where people were equally many", () => {
  const adjusted = (asked: number) =>
    evaluateSelections(
      [{ model: "one", top: top(0, 0, 0, 0, 0) }],
      { selections, originals, objects: undefined, reference: [count(0, 2, asked)] },
      { replicates: 20, seed: 1 },
    ).adjusted!;
  expect(adjusted(5)).toMatchObject({
    asked: null,
    models: [],
    reason: expect.stringContaining("from 4 to 5 people"),
  });
  // Of the images with two of four ticks there is one, and the model is right on it.
  expect(adjusted(4)).toMatchObject({
    asked: 4,
    images: 4,
    reference: 1,
    models: [{ model: "one", accuracy: { raw: 0.5, plugIn: 1, unmatched: 0 } }],
  });
});
