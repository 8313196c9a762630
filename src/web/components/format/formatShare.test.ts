import { expect, test } from "vitest";
import { formatShare, shareOf } from "./formatShare.ts";

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
});
