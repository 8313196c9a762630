import { expect, test } from "vitest";
import { seededRandom } from "../seededRandom.ts";
import { mapSteps, packMaps, pickMaps, unpackMaps } from "./labelMaps.ts";

/** Two places side by side, a class before the labels, and four labels. */
const logits = Float32Array.from([9, 1, 4, -2, 0.5, 9, 3, 0, -2, 2.5]);
const shape = { width: 2, height: 1, orientation: 1, classes: 5, offset: 1 };

test("of a model's maps the first labels of the image are kept whole, and the first of each place", () => {
  const picked = pickMaps(logits, shape);
  // Means: 2, 2, -2 and 1.5; of equal ones the first comes first.
  expect([...picked.labels]).toEqual([0, 1, 3, 2]);
  expect([...picked.maps]).toEqual([1, 3, 4, 0, 0.5, 2.5, -2, -2]);
  expect([...picked.placeLabels]).toEqual([1, 0, 3, 2, 0, 3, 1, 2]);
  expect([...picked.placeValues]).toEqual([4, 1, 0.5, -2, 3, 2.5, 0, -2]);
});

test("packed and unpacked they are the same to half a step", () => {
  const random = seededRandom("pack");
  const many = Float32Array.from({ length: 6 * 30 }, () => random() * 40 - 12);
  const picked = pickMaps(many, { width: 3, height: 2, orientation: 6, classes: 30, offset: 0 });
  const packed = packMaps(picked);
  // 20 maps of 6 places, 5 labels of each.
  expect(packed.length).toBe(20 + 4 * (20 + 30) + 2 * (120 + 30));
  const { low, high, depth, ...read } = unpackMaps(packed);
  expect({ ...read, depth }).toMatchObject({
    width: 3,
    height: 2,
    orientation: 6,
    depth: 5,
    labels: picked.labels,
  });
  expect(read.placeLabels).toEqual(picked.placeLabels);
  const half = (high - low) / mapSteps / 2 + 1e-5;
  for (const [given, made] of [
    [read.maps, picked.maps],
    [read.placeValues, picked.placeValues],
  ] as const) {
    for (const [at, step] of given.entries())
      expect(Math.abs(low + (step * (high - low)) / mapSteps - made[at]!)).toBeLessThanOrEqual(half);
  }
});

test("maps without any difference are packed, too", () => {
  const flat = pickMaps(new Float32Array(10).fill(3), {
    width: 2,
    height: 1,
    orientation: 1,
    classes: 5,
    offset: 0,
  });
  expect(unpackMaps(packMaps(flat))).toMatchObject({ low: 3, high: 3 });
});
