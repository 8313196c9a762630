import { expect, it } from "vitest";
import { summarizeLabels } from "./summarizeLabels.ts";

it("counts images by number of labels", () => {
  expect(summarizeLabels([0, 1, 1, 2, 5])).toEqual({
    images: 5,
    none: 1,
    one: 2,
    two: 1,
    more: 1,
    multi: 0.4,
    mean: 1.8,
    histogram: { 0: 1, 1: 2, 2: 1, 3: 0, 4: 0, 5: 1 },
  });
});

it("has no shares of nothing", () => {
  expect(summarizeLabels([])).toMatchObject({ images: 0, multi: null, mean: null });
});
