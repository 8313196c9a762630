import { expect, it } from "vitest";
import { shareInterval } from "../../../stats/intervals/shares/shareInterval.ts";
import { measureSubgroups } from "./measureSubgroups.ts";

const top = {
  depth: 2,
  labels: Int32Array.of(3, 0, 1, 0, 5, 6, 6, 5, 9, 0),
};
const valid = [[3], [2], [5, 7], [5, 6], [7]];

it("takes as many predictions as an image has labels, and all subgroups as equal", () => {
  const { groups, asma, asmaStrict, imageMean } = measureSubgroups(top, valid, {
    depth: 2,
    minimum: 1,
    cap: 5,
  });
  expect(groups).toMatchObject([
    { labels: "1", images: 3, accuracy: 1 / 3, interval: shareInterval(1, 3), strict: 1 / 3 },
    { labels: "2", images: 2, accuracy: 0.75, strict: 0.5, strictInterval: shareInterval(1, 2) },
  ]);
  expect(asma.value).toBeCloseTo(0.541667, 6);
  expect(asma.n).toBe(2);
  expect(asmaStrict.value).toBeCloseTo((1 / 3 + 0.5) / 2, 12);
  expect(imageMean).toMatchObject({ value: 0.5, n: 5 });
  expect(imageMean.interval![0]).toBeLessThan(0.5);
});

it("leaves small subgroups out of the mean over subgroups, and takes many labels together", () => {
  const few = measureSubgroups(top, valid, { depth: 2, minimum: 3, cap: 5 });
  expect(few.asma).toEqual({ value: 1 / 3, interval: shareInterval(1, 3), n: 1 });
  expect(few.images).toBe(3);
  expect(few.groups[1]!.reason).toBe("fewer than 3 images");
  const capped = measureSubgroups(top, valid, { depth: 2, minimum: 1, cap: 1 });
  expect(capped.groups.map(({ labels, images }) => [labels, images])).toEqual([["1+", 5]]);
});

it("goes as deep as all models do, and says which numbers of labels that leaves out", () => {
  const deep = measureSubgroups(top, valid, { depth: 1, minimum: 1, cap: 5 });
  expect(deep.tooDeep).toBe(2);
  expect(deep.groups[1]).toEqual({
    labels: "2",
    images: 2,
    accuracy: null,
    interval: null,
    strict: null,
    strictInterval: null,
    reason: "the files of all models hold 1 prediction per image",
  });
  expect(deep.imageMean.n).toBe(3);
  const none = measureSubgroups({ depth: 1, labels: [3] }, [[]], { depth: 1, minimum: 1, cap: 5 });
  expect(none.asma).toEqual({ value: null, interval: null, n: 0, reason: "no group has enough images" });
});

it("names the last group by the numbers of labels that are in it", () => {
  const name = (depth: number, max: number, cap = 5) => {
    const labels = Array.from({ length: max }, (_, label) => label);
    const { groups } = measureSubgroups(
      { depth: 9, labels: [...labels, ...new Array(9 - max).fill(99)] },
      [labels],
      {
        depth,
        minimum: 1,
        cap,
      },
    );
    return groups.map((group) => `${group.labels}${group.accuracy === null ? "" : "!"}`).slice(-2);
  };
  expect(name(9, 5)).toEqual(["4", "5!"]);
  expect(name(9, 7)).toEqual(["4", "5+!"]);
  // Five predictions cannot serve seven labels.
  expect(name(5, 7)).toEqual(["5", "6+"]);
  expect(name(6, 7)).toEqual(["5-6", "7"]);
  expect(name(3, 7)).toEqual(["3", "4+"]);
});
