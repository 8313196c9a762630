import { expect, test } from "vitest";
import { countLabelPairs, countLabels } from "./countLabels.ts";

const sets = [["1", "10"], ["10"], ["10", "2", "1"], [], ["2"], ["x"]];

test("images per label, the most first, then by number, then by name", () => {
  expect(countLabels(sets)).toEqual([
    { label: "10", images: 3, share: 1 / 2 },
    { label: "1", images: 2, share: 1 / 3 },
    { label: "2", images: 2, share: 1 / 3 },
    { label: "x", images: 1, share: 1 / 6 },
  ]);
  expect(countLabels([])).toEqual([]);
});

test("pairs of labels, each once, the rarer label first, with the denominator of each share", () => {
  const pairs = countLabelPairs(sets);
  expect(pairs.map(({ labels }) => labels)).toEqual([
    ["1", "10"],
    ["1", "2"],
    ["2", "10"],
  ]);
  expect(pairs[0]).toMatchObject({ images: 2, imagesOfEach: [2, 3], shares: [1, 2 / 3], lift: 2 });
  expect(pairs[2]).toMatchObject({ images: 1, imagesOfEach: [2, 3], shares: [1 / 2, 1 / 3], lift: 1 });
  expect(countLabelPairs([["1"], []])).toEqual([]);
});
