import { expect, test } from "vitest";
import { seededRandom } from "../seededRandom.ts";
import { layOut } from "./layOut.ts";
import { principalPlane } from "./principalPlane.ts";

/** Items on a line in groups far from each other, and the nearest of each by brute force. */
function makeGroups(groups: number, each: number, neighbours: number) {
  const random = seededRandom("groups");
  const places = Array.from({ length: groups * each }, (_, at) => Math.floor(at / each) * 100 + random());
  const nearest = places.map((place, item) =>
    places
      .map((other, at) => ({ at, distance: at === item ? -1 : Math.abs(place - other) }))
      .sort((a, b) => a.distance - b.distance)
      .slice(1, neighbours + 1),
  );
  return {
    count: neighbours,
    indices: Int32Array.from(nearest.flat(), ({ at }) => at),
    distances: Float32Array.from(nearest.flat(), ({ distance }) => distance),
  };
}

test("items that are alike lie together, the same for the same seed, inside a square", () => {
  const [groups, each] = [4, 20];
  const nearest = makeGroups(groups, each, 10);
  // They begin where chance puts them.
  const random = seededRandom("start");
  const start = Float32Array.from({ length: groups * each * 2 }, random);
  const plane = layOut(nearest, start, 1);
  expect(layOut(nearest, start, 1)).toEqual(plane);
  expect(layOut(nearest, start, 2)).not.toEqual(plane);
  expect(Math.min(...plane)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...plane)).toBeLessThanOrEqual(1);
  // The nearest in the plane is of the same group, for all but few.
  const far = (a: number, b: number) =>
    Math.hypot(plane[2 * a]! - plane[2 * b]!, plane[2 * a + 1]! - plane[2 * b + 1]!);
  const items = Array.from({ length: groups * each }, (_, at) => at);
  const alike = items.filter((item) => {
    const others = items.filter((other) => other !== item);
    const closest = others.reduce((best, other) => (far(item, other) < far(item, best) ? other : best));
    return Math.floor(closest / each) === Math.floor(item / each);
  });
  expect(alike.length).toBeGreaterThanOrEqual(76);
});

test("so few that nothing is alike stay where they are", () => {
  expect([
    ...layOut({ count: 1, indices: new Int32Array(), distances: new Float32Array() }, new Float32Array(), 1),
  ]).toEqual([]);
  const alone = { count: 1, indices: Int32Array.of(-1), distances: Float32Array.of(0) };
  expect([...layOut(alone, Float32Array.of(3, 4), 1)]).toEqual([0.5, 0.5]);
});

test("the plane in which rows differ most has their greatest direction first", () => {
  // Twelve rows along (3, 4, 0) / 5, a little along (0, 0, 1), and nothing else.
  const steps = Array.from({ length: 12 }, (_, at) => [at - 5.5, (at % 3) - 1] as const);
  const rows = Float32Array.from(steps.flatMap(([far, near]) => [0.6 * far + 1, 0.8 * far, 0.1 * near]));
  const plane = principalPlane(rows, 3);
  const sign = Math.sign(plane[0]!) * Math.sign(-5.5);
  for (const [at, [far]] of steps.entries()) expect(plane[2 * at]! * sign).toBeCloseTo(far, 2);
});
