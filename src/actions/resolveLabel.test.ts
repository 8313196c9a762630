import { describe, expect, test } from "vitest";
import type { Label } from "../contract/labelSpace.ts";
import { labelResolver } from "./resolveLabel.ts";

const makeLabels = (...labels: (Pick<Label, "key" | "name"> & { synonyms?: string[] })[]): Label[] =>
  labels.map((label, index) => ({ index, synonyms: [], definition: "", hypernyms: [], ...label }));

const animals = labelResolver(
  makeLabels(
    { key: "n01", name: "great white shark", synonyms: ["white shark"] },
    { key: "n02", name: "crane (bird)" },
    { key: "n03", name: "crane (machine)" },
    { key: "n04", name: "boxer (dog)", synonyms: ["pugilist"] },
    { key: "n05", name: "glove", synonyms: ["pugilist", "mitt"] },
  ),
);

describe("a written label is recognised", () => {
  test.each([
    ["n03", 2, "key"],
    ["3", 3, "index"],
    ["0003", 3, "index"],
    ["great white shark", 0, "name"],
    ["Great_White_Shark", 0, "name"],
    ["crane (bird)", 1, "name"],
    ["boxer", 3, "synonym"],
    ["white shark", 0, "synonym"],
    ["mitt", 4, "synonym"],
  ])("%s", (written, label, rule) => {
    expect(animals(written)).toEqual({ label, rule });
  });
});

test.each([
  ["crane", "two labels"],
  ["pugilist", "two synonyms"],
  ["5", "no index"],
  ["", "nothing"],
  ["wolf", "no label"],
])("“%s” means %s, and is not guessed at", (written) => {
  expect(animals(written)).toBeUndefined();
});

test("where keys are numbers other than the indices, a number is a key and never an index", () => {
  const numbered = labelResolver(makeLabels({ key: "1", name: "one" }, { key: "2", name: "two" }));
  expect(numbered("1")).toEqual({ label: 0, rule: "key" });
  expect(numbered("0")).toBeUndefined();
});

test("where keys are the indices, leading zeros do not matter", () => {
  const numbered = labelResolver(makeLabels({ key: "0", name: "zero" }, { key: "1", name: "one" }));
  expect(numbered("1")?.label).toBe(1);
  expect(numbered("001")?.label).toBe(1);
});
