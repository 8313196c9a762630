import { expect, it } from "vitest";
import { pauseAfter } from "./webhookEvents.ts";

it("pauses grow, and end after eight attempts", () => {
  const pauses = [1, 2, 3, 4, 5, 6, 7].map((attempts) => pauseAfter(attempts) ?? 0);
  expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
  expect(pauses[0]).toBe(5000);
  expect(pauses.reduce((sum, pause) => sum + pause) / 3_600_000).toBeCloseTo(34.6, 1);
  expect(pauseAfter(8)).toBeNull();
});
