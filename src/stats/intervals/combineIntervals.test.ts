import { expect, it } from "vitest";
import { combineIntervals } from "./combineIntervals.ts";
import { wilsonInterval } from "./shares/wilsonInterval.ts";

it("is Newcombe's interval of the difference of two shares", () => {
  // Newcombe (1998), table II, method 10: 56 of 70 less 48 of 80.
  const estimate = (count: number, total: number) => ({
    value: count / total,
    interval: wilsonInterval(count, total)!,
  });
  const [low, high] = combineIntervals([
    { weight: 1, ...estimate(56, 70) },
    { weight: -1, ...estimate(48, 80) },
  ]);
  expect([low, high]).toEqual([expect.closeTo(0.0524, 4), expect.closeTo(0.3339, 4)]);
});

it("is the interval of what stands alone", () => {
  expect(combineIntervals([{ weight: 1, value: 0.5, interval: [0.1, 0.8] }])).toEqual([0.1, 0.8]);
});
