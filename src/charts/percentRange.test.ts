import { expect, it } from "vitest";
import { percentRange } from "./percentRange.ts";

it.each([
  [
    [0.42, 0.71],
    [0.4, 0.75],
  ],
  [
    [0.98, 1],
    [0.95, 1],
  ],
  [
    [0.5, 0.5],
    [0.45, 0.55],
  ],
  [
    [0, 0],
    [0, 0.05],
  ],
  [[], [0, 1]],
])("goes around %j", (shares, [low, high]) => {
  const range = percentRange(shares);
  expect(range[0]).toBeCloseTo(low!);
  expect(range[1]).toBeCloseTo(high!);
});
