import { expect, it } from "vitest";
import { medianInterval } from "./medianInterval.ts";

const upTo = (n: number) => Array.from({ length: n }, (_, at) => at + 1);

// The greatest rank r with P(X < r) <= .025 for X binomial (n, 1/2), and its mirror image.
it.each([
  [6, [1, 6]],
  [10, [2, 9]],
  [20, [6, 15]],
  [100, [40, 61]],
  [5000, [2431, 2570]],
])("of %i values lies between the ranks %j", (n, ranks) => {
  expect(medianInterval(upTo(n))).toEqual(ranks);
});

it.each([0, 1, 5])("cannot be told from %i values", (n) => {
  expect(medianInterval(upTo(n))).toBeNull();
});
