import { expect, test } from "vitest";
import { isMagnified } from "./keepPixelsSharp.ts";

test.each([
  [32, 32, 720, 720, true],
  [32, 32, 64, 64, false],
  [32, 32, 65, 65, true],
  // In a wide place the height decides, because the image is shown whole.
  [32, 32, 900, 60, false],
  [500, 375, 1400, 900, false],
  [256, 200, 1400, 900, true],
  [0, 0, 300, 300, false],
])(
  "an image of %i x %i in a place of %i x %i: %s",
  (naturalWidth, naturalHeight, clientWidth, clientHeight, sharp) => {
    expect(isMagnified({ naturalWidth, naturalHeight, clientWidth, clientHeight })).toBe(sharp);
  },
);
