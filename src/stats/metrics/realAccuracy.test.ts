import { expect, it } from "vitest";
import { realAccuracy } from "./realAccuracy.ts";

it("leaves images without a valid label out of both sides", () => {
  expect(realAccuracy([1, 2, 3, 4], [[1], [], [3, 7], [5]])).toEqual({ count: 2, total: 3, share: 2 / 3 });
});

it("is nothing, not 0, where no image has a label", () => {
  expect(realAccuracy([1, 2], [[], []])).toEqual({ count: 0, total: 0, share: null });
});

it("counts an image without a prediction as wrong", () => {
  expect(realAccuracy([-1, 2], [[1], [2]])).toMatchObject({ count: 1, total: 2 });
});

it("refuses lengths that differ", () => {
  expect(() => realAccuracy([1], [[1], [2]])).toThrow("1 predictions, but 2 images with labels");
});
