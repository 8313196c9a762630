import fc from "fast-check";
import { expect, test } from "vitest";
import { expectedTogether, isAboveChance } from "./isAboveChance.ts";

test("an exact tail: five of five images by a chance of 2 in 10 each", () => {
  // .2 ** 5 = .00032
  const pair = { together: 5, one: 5, other: 10, images: 100 };
  expect(isAboveChance({ ...pair, tests: 156 })).toBe(true);
  expect(isAboveChance({ ...pair, tests: 157 })).toBe(false);
  expect(expectedTogether(pair)).toBe(0.5);
});

const pairs = fc
  .record({ images: fc.integer({ min: 1, max: 5000 }), a: fc.nat(), b: fc.nat(), t: fc.nat() })
  .map(({ images, a, b, t }) => {
    const one = 1 + (a % images);
    const other = 1 + (b % images);
    const min = Math.max(0, one + other - images);
    return { images, one, other, together: min + (t % (Math.min(one, other) - min + 1)) };
  });

test("never below five images, and never at or below twice what chance gives", () => {
  fc.assert(
    fc.property(pairs, fc.integer({ min: 1, max: 1000 }), (pair, tests) => {
      if (!isAboveChance({ ...pair, tests })) return;
      expect(pair.together).toBeGreaterThanOrEqual(5);
      expect(pair.together).toBeGreaterThan(2 * expectedTogether(pair));
    }),
  );
});

test("more images together never speak against a pair; more pairs that are tested never for it", () => {
  fc.assert(
    fc.property(pairs, fc.integer({ min: 1, max: 1000 }), (pair, tests) => {
      if (!isAboveChance({ ...pair, tests })) return;
      const more = Math.min(pair.one, pair.other, pair.together + 1);
      expect(isAboveChance({ ...pair, together: more, tests })).toBe(true);
      expect(isAboveChance({ ...pair, tests: Math.max(1, tests - 1) })).toBe(true);
    }),
  );
});
