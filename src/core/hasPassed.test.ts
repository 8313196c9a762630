import { expect, it } from "vitest";
import { hasPassed } from "./hasPassed.ts";

it("is so once the time is over, and of whatever lies ahead of the clock", () => {
  expect([9_999, 10_000, 10_001].map((now) => hasPassed(0, 10_000, now))).toEqual([false, true, true]);
  expect(hasPassed(50_000, 10_000, 49_999)).toBe(true);
});
