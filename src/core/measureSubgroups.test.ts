import { expect, it } from "vitest";
import { measureSubgroups } from "./measureSubgroups.ts";

const top = {
  depth: 2,
  labels: Int32Array.of(3, 0, 1, 0, 5, 6, 6, 5, 9, 0),
};
const valid = [[3], [2], [5, 7], [5, 6], [7]];

it("takes as many predictions as an image has labels, and all subgroups as equal", () => {
  const { groups, asma, asmaStrict, imageMean } = measureSubgroups(top, valid, { minimum: 1, cap: 5 });
  expect(groups.slice(0, 3)).toEqual([
    { labels: "1", images: 3, accuracy: 1 / 3, strict: 1 / 3 },
    { labels: "2", images: 2, accuracy: 0.75, strict: 0.5 },
    { labels: "3", images: 0, accuracy: null, strict: null, reason: "no image" },
  ]);
  expect(asma.value).toBeCloseTo(0.541667, 6);
  expect(asma.n).toBe(2);
  expect(asmaStrict.value).toBeCloseTo((1 / 3 + 0.5) / 2, 12);
  expect(imageMean).toEqual({ value: 0.5, n: 5 });
});

it("leaves small subgroups out of the mean over subgroups, and takes many labels together", () => {
  const few = measureSubgroups(top, valid, { minimum: 3, cap: 5 });
  expect(few.asma).toEqual({ value: 1 / 3, n: 1 });
  expect(few.groups[1]!.reason).toBe("fewer than 3 images");
  const capped = measureSubgroups(top, valid, { minimum: 1, cap: 1 });
  expect(capped.groups.map(({ labels, images }) => [labels, images])).toEqual([["1+", 5]]);
});

it("leaves out images with more labels than predictions, and says how many", () => {
  const deep = measureSubgroups({ depth: 1, labels: [3, 1, 5, 6, 9] }, valid, { minimum: 1, cap: 5 });
  expect(deep.tooDeep).toBe(2);
  expect(deep.imageMean.n).toBe(3);
  const none = measureSubgroups({ depth: 1, labels: [3] }, [[]], { minimum: 1, cap: 5 });
  expect(none.asma).toEqual({ value: null, n: 0, reason: "no group has enough images" });
});
