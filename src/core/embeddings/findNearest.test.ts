import fc from "fast-check";
import { expect, it } from "vitest";
import { findNearest } from "./findNearest.ts";

it("finds the same as sorting all of them does, however they come", () => {
  const row = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 3, maxLength: 3 });
  const rows = fc.array(row, { minLength: 1, maxLength: 40 });
  const own = row.filter((numbers) => numbers.some((number) => number !== 0));
  fc.assert(
    fc.property(own, rows, fc.integer({ min: 1, max: 8 }), (to, all, limit) => {
      const nearest = findNearest(Float32Array.from(to), limit);
      const ids = all.map((_, at) => String(at).padStart(2, "0"));
      for (let from = 0; from < all.length; from += 7)
        nearest.add(ids.slice(from, from + 7), Float32Array.from(all.slice(from, from + 7).flat()));
      const cosine = (one: number[]) =>
        one.reduce((sum, value, at) => sum + value * to[at]!, 0) / (Math.hypot(...one) * Math.hypot(...to));
      const expected = all
        .map((one, at) => ({ id: ids[at]!, distance: Math.max(0, 1 - cosine(one)) }))
        .filter((_, at) => all[at]!.some((value) => value !== 0))
        .sort((a, b) => a.distance - b.distance);
      const found = nearest.list();
      expect(found.length).toBe(Math.min(expected.length, limit + 1));
      for (const [at, { distance }] of found.entries())
        expect(distance).toBeCloseTo(expected[at]!.distance, 9);
    }),
  );
});

it("an image is nearest to itself, and of equal ones the smaller id comes first", () => {
  const nearest = findNearest(Float32Array.from([1, 1]), 2);
  nearest.add(["c", "b", "a", "z"], Float32Array.from([1, 1, 2, 2, 1, 1, 0, 0]));
  expect(nearest.list()).toEqual([
    { id: "a", distance: expect.closeTo(0, 12) },
    { id: "b", distance: expect.closeTo(0, 12) },
    { id: "c", distance: expect.closeTo(0, 12) },
  ]);
});
