import { expect, test } from "vitest";
import { formatPercent } from "./percent.ts";

test("a percentage has the decimals that its images can carry", () => {
  expect(formatPercent(0.25, { interval: [0.249, 0.2512] })).toBe("25.00 %");
  expect(formatPercent(0.25, { interval: [0.25, 0.25], total: 500 })).toBe("25.0 %");
  expect(formatPercent(0.0129, { total: 10_000 })).toBe("1.29 %");
  expect(formatPercent(0.004, { total: 150 })).toBe("< 1 %");
  expect(formatPercent(0.997, { total: 150 })).toBe("> 99 %");
});

test("rounding never makes all or nothing of a part", () => {
  expect(formatPercent(0.0001)).toBe("< 0.1 %");
  expect(formatPercent(0.9999)).toBe("> 99.9 %");
  expect(formatPercent(0)).toBe("0.0 %");
  expect(formatPercent(1)).toBe("100.0 %");
});
