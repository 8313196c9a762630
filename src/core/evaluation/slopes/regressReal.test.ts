import { expect, it } from "vitest";
import { regressReal } from "./regressReal.ts";

const model = (name: string, top1: number, real: number) => ({ model: name, proposer: false, top1, real });
const two = [model("a", 0.5, 0.6), model("b", 0.7, 0.9)];

it("draws no line through two models, which lie on one whatever they are", () => {
  expect(regressReal(two)).toMatchObject({
    n: 2,
    slope: null,
    r2: null,
    reason: "fewer than three models",
  });
});

it("draws one through three", () => {
  const { n, slope, intercept, points } = regressReal([...two, model("c", 0.6, 0.75)]);
  expect(n).toBe(3);
  expect(slope).toBeCloseTo(1.5, 12);
  expect(intercept).toBeCloseTo(-0.15, 12);
  expect(points.map(({ outlier }) => outlier)).toEqual([false, false, false]);
});
