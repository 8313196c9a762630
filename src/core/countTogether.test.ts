import { expect, test } from "vitest";
import { countTogether } from "./countTogether.ts";

test("counts labels, and pairs among the first ten of an image", () => {
  const counts = countTogether();
  const eleven = Array.from({ length: 11 }, (_, label) => label);
  counts.add(eleven, true);
  counts.add([0, 1], true);
  counts.add([0, 2], true);
  counts.add([0, 2], false);
  expect(counts.images.get(0)).toBe(4);
  expect(counts.images.get(10)).toBe(1);
  const of = (label: number) => [...counts.confusions(2)].filter((one) => one.label === label);
  // Of equals the first in the label space; the eleventh label is too far down to be taken for another.
  expect(of(0)).toEqual([
    { label: 0, other: 1, images: 2 },
    { label: 0, other: 2, images: 2 },
  ]);
  expect(of(10)).toEqual([]);
});
