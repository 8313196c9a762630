import { expect, test } from "vitest";
import { formatPercent, formatShare, shareOf } from "./formatShare.ts";

test("a share names its denominator and its interval", () => {
  expect(formatShare({ total: 3150, share: 0.4903, interval: [0.4729, 0.5078] })).toBe(
    "49.0 % of 3,150 (95 % interval 47.3 to 50.8)",
  );
  expect(formatShare(shareOf(12, 48))).toBe("25 % of 48");
});

test("a share of nothing is no number", () => expect(formatShare(shareOf(0, 0))).toBe("none yet"));

test("has the decimals that its images can carry, and its interval the same", () => {
  expect(formatShare({ total: 48, share: 0.25, interval: [0.14, 0.4] })).toBe(
    "25 % of 48 (95 % interval 14 to 40)",
  );
  expect(formatPercent(0.25, { interval: [0.249, 0.2512] })).toBe("25.00 %");
  expect(formatPercent(0.25, { interval: [0.25, 0.25], total: 500 })).toBe("25.0 %");
  expect(formatPercent(0.004, { total: 150 })).toBe("< 1 %");
  expect(formatPercent(0.997, { total: 150 })).toBe("> 99 %");
});

test("rounding never makes all or nothing of a part", () => {
  expect(formatPercent(0.0001)).toBe("< 0.1 %");
  expect(formatPercent(0.9999)).toBe("> 99.9 %");
  expect(formatPercent(0)).toBe("0.0 %");
  expect(formatPercent(1)).toBe("100.0 %");
});
