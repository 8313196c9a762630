import { expect, test } from "vitest";
import { chooseTypical } from "./chooseTypical.ts";

/** Unit vectors in a plane, by their angles in degrees. */
const at = (...angles: number[]) =>
  Float32Array.from(
    angles.flatMap((angle) => [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)]),
  );

test("those in the middle of their like are chosen, of the greatest group first", () => {
  const rows = at(0, 10, 20, 90, 95, 100, 105, 110, 180);
  expect(chooseTypical(rows, 2, { count: 3, apart: 0 })).toEqual([5, 1, 8]);
  expect(chooseTypical(rows, 2, { count: 1, apart: 0 })).toEqual([3]);
});

test("no choice of as many is nearer to all: compared with every one", () => {
  const rows = at(3, 14, 15, 92, 65, 35, 89, 79, 32);
  const cost = (chosen: readonly number[]) =>
    Array.from({ length: 9 }, (_, one) =>
      Math.min(
        ...chosen.map(
          (other) => 1 - (rows[2 * one]! * rows[2 * other]! + rows[2 * one + 1]! * rows[2 * other + 1]!),
        ),
      ),
    ).reduce((sum, distance) => sum + distance, 0);
  let best = Number.POSITIVE_INFINITY;
  for (let a = 0; a < 9; a++) for (let b = a + 1; b < 9; b++) best = Math.min(best, cost([a, b]));
  expect(cost(chooseTypical(rows, 2, { count: 2, apart: 0 }))).toBeCloseTo(best, 6);
});

test("near duplicates of a chosen one are not chosen, though fewer are then", () => {
  const chosen = chooseTypical(at(0, 0.1, 0.2, 40), 2, { count: 4, apart: 0.01 });
  expect(chosen).toHaveLength(2);
  expect(chosen).toContain(3);
});
