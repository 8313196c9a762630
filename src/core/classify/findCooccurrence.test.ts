import { expect, it } from "vitest";
import { findCooccurrence } from "./findCooccurrence.ts";

const object = (...labels: number[]) => ({ labels, top: labels.slice(0, 1) });
const image = (...objects: ReturnType<typeof object>[]) => ({ objects, mainLabel: 0, mainObject: 0 });

it("counts objects apart from the original label's, of all its images", () => {
  const images = [
    image(object(1, 2), object(3, 4)),
    image(object(1), object(3), object(5)),
    // The original label stands beside 2 in one object: that is no other object.
    image(object(2, 1)),
    // Nobody sees the original label, and everything is apart from it.
    image(object(3)),
    image(object(7)),
  ];
  const { found, pairs } = findCooccurrence(images, [[1], [1], [1], [1], []], 10);
  expect(found).toBe(2);
  expect(pairs).toMatchObject([
    { label: 1, other: 3, images: { count: 3, total: 4 } },
    { label: 1, other: 5, images: { count: 1, total: 4 } },
  ]);
  expect(findCooccurrence(images, [[1], [1], [1], [1], []], 1)).toMatchObject({
    found: 2,
    pairs: [{ other: 3 }],
  });
});
