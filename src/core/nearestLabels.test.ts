import { expect, test } from "vitest";
import { nearestLabels } from "./nearestLabels.ts";

const labels = [
  { index: 0, name: "tabby", hypernyms: ["cat", "feline", "animal"] },
  { index: 1, name: "lion", hypernyms: ["big cat", "feline", "animal"] },
  { index: 2, name: "beagle", hypernyms: ["dog", "animal"] },
  { index: 3, name: "Persian cat", hypernyms: ["cat", "feline", "animal"] },
  { index: 4, name: "hammer", hypernyms: ["tool"] },
  { index: 5, name: "thing", hypernyms: [] },
];
const near = nearestLabels(labels);
const names = (index: number, most: number) => near(labels[index]!, most).map(({ name }) => name);

test("labels of the nearest kind come first, and none twice", () => {
  expect(names(0, 9)).toEqual(["Persian cat", "lion", "beagle"]);
  expect(names(0, 1)).toEqual(["Persian cat"]);
});

test("a label of no kind, or alone of its kind, is near to none", () => {
  expect(names(4, 9)).toEqual([]);
  expect(names(5, 9)).toEqual([]);
});
