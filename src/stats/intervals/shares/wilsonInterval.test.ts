import { expect, it } from "vitest";
import { wilsonInterval } from "./wilsonInterval.ts";

// Bounds as statsmodels' proportion_confint(method="wilson") gives them.
it.each([
  [80, 100, 0.71117, 0.86663],
  [8, 10, 0.49016, 0.94332],
  [10, 10, 0.72247, 1],
  [0, 5, 0, 0.43448],
])("%i of %i", (successes, trials, lower, upper) => {
  const interval = wilsonInterval(successes, trials);
  expect(interval?.[0]).toBeCloseTo(lower, 5);
  expect(interval?.[1]).toBeCloseTo(upper, 5);
});

it("has no interval without trials", () => {
  expect(wilsonInterval(0, 0)).toBeNull();
});
