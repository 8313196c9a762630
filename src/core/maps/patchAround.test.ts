import { expect, test } from "vitest";
import { patchAround, placeOf } from "./patchAround.ts";

const places = { width: 4, height: 2, values: [0, 5, 1, 1, -2, 5, 0, 3] };
const image = { width: 400, height: 200 };
const whole = { left: 0, top: 0, width: 1, height: 1 };

test("the strongest and the weakest place of a map, of equal ones the first", () => {
  expect(placeOf(places, "strongest")).toBe(1);
  expect(placeOf(places, "weakest")).toBe(4);
});

test("a patch is a square around the middle of a place, within the image", () => {
  // The middle of place 1 is at 150, 50.
  expect(patchAround(places, 1, { image, part: whole, share: 0.25 })).toEqual({
    ...{ left: 125, top: 25, width: 50, height: 50 },
  });
  expect(patchAround(places, 4, { image, part: whole, share: 0.8 })).toEqual({
    ...{ left: 0, top: 40, width: 160, height: 160 },
  });
  // The model saw the right half alone, in which place 7 is at 375, 150.
  expect(patchAround(places, 7, { image, part: { ...whole, left: 0.5, width: 0.5 }, share: 0.2 })).toEqual({
    ...{ left: 355, top: 130, width: 40, height: 40 },
  });
  expect(patchAround(places, 0, { image: { width: 3, height: 1 }, part: whole, share: 0.1 })).toEqual({
    ...{ left: 0, top: 0, width: 1, height: 1 },
  });
});
