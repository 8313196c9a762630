import fc from "fast-check";
import { expect, it } from "vitest";
import { mcnemarExact } from "../../tests/mcnemarExact.ts";
import { pairedInterval } from "./pairedInterval.ts";
import { shareInterval } from "./shareInterval.ts";

const outcomes = fc
  .tuple(fc.nat(400), fc.nat(400), fc.nat(4000))
  .map(([onlyFirst, onlySecond, both]) => ({ onlyFirst, onlySecond, trials: onlyFirst + onlySecond + both }))
  .filter(({ trials }) => trials > 0);
const small = fc
  .tuple(fc.nat(12), fc.nat(12), fc.nat(12))
  .map(([onlyFirst, onlySecond, both]) => ({ onlyFirst, onlySecond, trials: onlyFirst + onlySecond + both }))
  .filter(({ trials }) => trials > 0);

it("leaves out 0 exactly where McNemar's exact test tells the two apart", () => {
  fc.assert(
    fc.property(fc.oneof(outcomes, small), ({ onlyFirst, onlySecond, trials }) => {
      const [low, high] = pairedInterval(onlyFirst, onlySecond, trials)!;
      const isDistinct = low > 0 || high < 0;
      expect(isDistinct).toBe(mcnemarExact(onlyFirst, onlySecond) < 0.05);
    }),
    { numRuns: 2000, seed: 1 },
  );
});

it("holds the difference, has a width, and turns round with the two", () => {
  fc.assert(
    fc.property(fc.oneof(outcomes, small), ({ onlyFirst, onlySecond, trials }) => {
      const [low, high] = pairedInterval(onlyFirst, onlySecond, trials)!;
      const difference = (onlyFirst - onlySecond) / trials;
      expect(low).toBeGreaterThanOrEqual(-1);
      expect(high).toBeLessThanOrEqual(1);
      expect(high - low).toBeGreaterThan(1e-6);
      expect(low).toBeLessThanOrEqual(difference + 1e-12);
      expect(high).toBeGreaterThanOrEqual(difference - 1e-12);
      const [back, forth] = pairedInterval(onlySecond, onlyFirst, trials)!;
      expect(back).toBeCloseTo(-high, 12);
      expect(forth).toBeCloseTo(-low, 12);
    }),
    { numRuns: 1000, seed: 1 },
  );
});

it("is the share of what differs, both ways, where nothing differs", () => {
  const [, max] = shareInterval(0, 50)!;
  expect(pairedInterval(0, 0, 50)).toEqual([-max, max]);
  expect(pairedInterval(0, 0, 0)).toBeNull();
});
