import { expect, test } from "vitest";
import { differenceInterval, isLenient } from "./matters.ts";

test("Somebody is told of who chooses twice as many labels as partners, on enough images", () => {
  // On each of 20 images two labels, and the partners one.
  expect(isLenient({ images: 20, own: 40, partners: 20, squares: 20 })).toBe(true);
  expect(isLenient({ images: 19, own: 38, partners: 19, squares: 19 })).toBe(false);
  expect(isLenient({ images: 20, own: 39, partners: 20, squares: 19 })).toBe(false);
});

test("Nobody is told of where a few images make the difference", () => {
  // 20 labels more than partners, all on one image.
  expect(isLenient({ images: 20, own: 40, partners: 20, squares: 400 })).toBe(false);
});

test("A difference has Student's interval, and none where it is the same on every image", () => {
  // 2 labels more on ten images, and 1 on ten: the deviation is sqrt(20 / 19) / 2, and t with 19 degrees 2.093.
  const [low, high] = differenceInterval({ images: 20, own: 50, partners: 20, squares: 50 })!;
  expect([low.toFixed(2), high.toFixed(2)]).toEqual(["1.26", "1.74"]);
  expect(differenceInterval({ images: 20, own: 40, partners: 20, squares: 20 })).toBeNull();
});
