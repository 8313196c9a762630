import { expect, it } from "vitest";
import { foldByImage } from "./foldByImage.ts";

const images = Array.from({ length: 60 }, (_, item) => `${item % 23}.jpg`);

it("keeps an image's labels in one fold, and folds nearly equal in images", () => {
  const folds = foldByImage(images, 5, 1);
  const foldOf = new Map(images.map((image, item) => [image, folds[item]!]));
  expect(images.every((image, item) => foldOf.get(image) === folds[item])).toBe(true);
  const sizes = [0, 1, 2, 3, 4].map(
    (fold) => [...foldOf.values()].filter((assigned) => assigned === fold).length,
  );
  expect(sizes.sort()).toEqual([4, 4, 5, 5, 5]);
});

it("depends on the seed and not on the order of the items", () => {
  const folds = foldByImage(images, 5, 1);
  expect(foldByImage([...images].reverse(), 5, 1)).toEqual(folds.slice().reverse());
  expect(foldByImage(images, 5, 2)).not.toEqual(folds);
});
