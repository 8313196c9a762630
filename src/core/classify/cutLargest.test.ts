import fc from "fast-check";
import { expect, it } from "vitest";
import { cutLargest } from "./cutLargest.ts";

type Graph = readonly (readonly number[])[];

/** The weight of the edges that stay inside of a group. */
function inside(weight: Graph, group: readonly number[]): number {
  let sum = 0;
  for (const [a, row] of weight.entries())
    for (const [b, edge] of row.entries()) if (a < b && group[a] === group[b]) sum += edge;
  return sum;
}

/** Every partition of `count` vertices into exactly `groups` groups. */
function* partitions(count: number, groups: number, start: number[] = []): Generator<number[]> {
  const used = Math.max(-1, ...start) + 1;
  if (start.length === count) {
    if (used === groups) yield start;
    return;
  }
  for (let to = 0; to < Math.min(used + 1, groups); to++) yield* partitions(count, groups, [...start, to]);
}

const graph = (count: number) =>
  fc
    .array(fc.nat(4), { minLength: count * count, maxLength: count * count })
    .map((flat) =>
      Array.from({ length: count }, (_, a) =>
        Array.from({ length: count }, (_, b) =>
          a === b ? 0 : flat[Math.min(a, b) * count + Math.max(a, b)]!,
        ),
      ),
    );

it("is as large as the largest of all partitions, and the first of those", () => {
  const cases = fc
    .integer({ min: 1, max: 7 })
    .chain((count) => fc.tuple(graph(count), fc.integer({ min: 1, max: count })));
  fc.assert(
    fc.property(cases, ([weight, groups]) => {
      const all = [...partitions(weight.length, groups)];
      const least = Math.min(...all.map((group) => inside(weight, group)));
      const { group, isLargest } = cutLargest(weight, groups);
      expect(isLargest).toBe(true);
      expect(group).toEqual(all.find((one) => inside(weight, one) === least));
    }),
  );
});

it("says when it did not look at every partition, and has one all the same", () => {
  const weight = Array.from({ length: 30 }, (_, a) =>
    Array.from({ length: 30 }, (_, b) => ((a * b) % 7) + 1),
  );
  const { group, isLargest } = cutLargest(weight, 4, 10_000);
  expect(isLargest).toBe(false);
  expect(new Set(group)).toEqual(new Set([0, 1, 2, 3]));
});

it.each([0, 3, 1.5])("refuses %s groups of two vertices", (groups) => {
  expect(() =>
    cutLargest(
      [
        [0, 1],
        [1, 0],
      ],
      groups,
    ),
  ).toThrow(RangeError);
});
