import { expect, it } from "vitest";
import { median } from "./median.ts";

it("takes the middle, or the mean of the two in the middle", () => {
  expect([median([3]), median([4, 1]), median([9, 1, 2])]).toEqual([3, 2.5, 2]);
});

it("is nothing of nothing", () => {
  expect(median([])).toBeNull();
});
