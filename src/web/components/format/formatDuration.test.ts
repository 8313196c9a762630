import { expect, test } from "vitest";
import { formatDuration } from "./formatDuration.ts";

test.each([
  [300, "under 1 s"],
  [12_400, "12 s"],
  [59_700, "1 min"],
  [80_000, "1 min 20 s"],
  [15 * 60_000, "15 min"],
  [3_599_000, "1 h"],
  [200 * 60_000, "3 h 20 min"],
])("%i ms is %s", (milliseconds, words) => expect(formatDuration(milliseconds)).toBe(words));
