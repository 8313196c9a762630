import { expect, it } from "vitest";
import { studentQuantile } from "../../distributions/studentQuantile.ts";
import { shareInterval } from "../shares/shareInterval.ts";
import { ratioInterval } from "./ratioInterval.ts";

const sumsOf = (units: readonly (readonly [a: number, b: number])[]) => {
  const sum = (read: (a: number, b: number) => number) => units.reduce((all, [a, b]) => all + read(a, b), 0);
  return {
    units: units.length,
    a: sum((a) => a),
    b: sum((_, b) => b),
    aa: sum((a) => a * a),
    ab: sum((a, b) => a * b),
    bb: sum((_, b) => b * b),
  };
};
const repeat = <Item>(times: number, item: Item) => new Array<Item>(times).fill(item);
const width = ([low, high]: [number, number]) => high - low;

it("is the interval of a share where every unit is one trial", () => {
  expect(ratioInterval(sumsOf([...repeat(17, [1, 1] as const), ...repeat(3, [0, 1] as const)]))).toEqual(
    shareInterval(17, 20),
  );
});

it("is wider where the labels of an image are found together, and no narrower than labels that are independent", () => {
  const together = [...repeat(20, [2, 2] as const), ...repeat(20, [0, 2] as const)];
  const apart = repeat(40, [1, 2] as const);
  const independent = width(shareInterval(40, 80)!);
  expect(width(ratioInterval(sumsOf(together))!)).toBeGreaterThan(1.3 * independent);
  expect(width(ratioInterval(sumsOf(apart))!)).toBeCloseTo(independent, 12);
});

it("is that of as many images where all or nothing is found, and missing where nothing can be", () => {
  expect(ratioInterval(sumsOf(repeat(9, [3, 3] as const)))).toEqual(shareInterval(9, 9));
  expect(ratioInterval(sumsOf(repeat(9, [0, 3] as const)))).toEqual(shareInterval(0, 9));
  expect(ratioInterval(sumsOf([]))).toBeNull();
});

it("takes Student's t from tables", () => {
  expect(studentQuantile(0.975, 1)).toBeCloseTo(12.7062, 4);
  expect(studentQuantile(0.975, 10)).toBeCloseTo(2.2281, 4);
  expect(studentQuantile(0.025, 3)).toBeCloseTo(-3.1824, 4);
});
