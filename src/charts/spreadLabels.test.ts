import { expect, it } from "vitest";
import { spreadLabels } from "./spreadLabels.ts";

it("leaves labels that do not touch where they belong", () => {
  expect(spreadLabels([50, 10, 30], 15, [0, 100])).toEqual([50, 10, 30]);
});

it("moves those that touch apart, around their middle", () => {
  expect(spreadLabels([50, 50, 50], 10, [0, 100])).toEqual([40, 50, 60]);
});

it("keeps within the range, and closer together where it is too small", () => {
  expect(spreadLabels([99, 98], 10, [0, 100])).toEqual([100, 90]);
  expect(spreadLabels([5, 5, 5], 10, [0, 10])).toEqual([0, 5, 10]);
});

it("never swaps two labels", () => {
  const wanted = [3, 1, 4, 1, 5, 9, 2, 6];
  const placed = spreadLabels(wanted, 7, [0, 60]);
  const order = (list: number[]) => list.map((_, at) => at).sort((a, b) => list[a]! - list[b]! || a - b);
  expect(order(placed)).toEqual(order(wanted));
  const sorted = placed.toSorted((a, b) => a - b);
  for (let at = 1; at < sorted.length; at++)
    expect(sorted[at]! - sorted[at - 1]!).toBeGreaterThanOrEqual(7 - 1e-9);
});
