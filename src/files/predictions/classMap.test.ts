import { expect, it } from "vitest";
import { classMapper } from "./classMap.ts";

const map = (order: number[], labels: number) =>
  classMapper({ order, labels, file: "order.txt" }, "scores.npy");
const image = (scores: number[]) => ({ image: "a.jpg", row: 1, labels: null, scores });

it("moves scores to their labels, and leaves out classes that are none", () => {
  expect(Array.from(map([2, -1, 0, 1], 3)(image([0.1, 0.2, 0.3, 0.4])).scores!)).toEqual([0.3, 0.4, 0.1]);
});

it.each([
  [[0.1, 0.2, 0.3], 1],
  // Score 0 is no number in the file itself.
  [[Number.NaN, 0.2, 0.3], 1],
  [[Number.NaN, Number.NaN, Number.NaN], 1],
])("names a label without a class, whatever the scores are: %j", (scores, lacking) => {
  expect(() => map([0, 2, -1], 3)(image(scores))).toThrow(
    `scores.npy: order.txt has no class that is the label ${lacking}, so the label has no score.`,
  );
});
