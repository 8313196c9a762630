import { expect, it } from "vitest";
import { holmAdjust } from "./holmAdjust.ts";
import { mcnemarExact } from "./mcnemarExact.ts";

it("McNemar's exact test tosses a coin for every image on which two models differ", () => {
  // 2 (1 + 12 + 66) / 2^12
  expect(mcnemarExact(10, 2)).toBeCloseTo(0.03857421875, 12);
  expect(mcnemarExact(2, 10)).toBeCloseTo(0.03857421875, 12);
  for (const half of [0, 1, 7, 29, 530, 5000])
    expect([mcnemarExact(half, half), mcnemarExact(half, half + 1)]).toEqual([1, 1]);
  expect(mcnemarExact(6, 0)).toBeCloseTo(2 / 2 ** 6, 12);
  expect(mcnemarExact(900, 700)).toBeLessThan(1e-6);
});

it("Holm's correction multiplies the smallest p by the number of tests, and never turns the order round", () => {
  const adjusted = holmAdjust([0.01, 0.04, 0.03, 0.005]);
  expect(adjusted.map((p) => Number(p.toFixed(10)))).toEqual([0.03, 0.06, 0.06, 0.02]);
  expect(holmAdjust([0.9, 0.8])).toEqual([1, 1]);
  expect(holmAdjust([])).toEqual([]);
});
