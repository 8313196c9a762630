import fc from "fast-check";
import { expect, test } from "vitest";
import { type AlikePair, comparePairs, NearestPairs } from "./nearestPairs.ts";
import { normaliseRows } from "./normaliseRows.ts";

test("blocks of any size give the most alike pairs of all", () => {
  fc.assert(
    fc.property(
      // Few different numbers, so that many pairs are equally alike.
      fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 2, maxLength: 14 }),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 20 }),
      (items, height, width, limit) => {
        const all: AlikePair[] = [];
        for (let first = 0; first < items.length; first++) {
          for (let second = first + 1; second < items.length; second++) {
            all.push({ first, second, similarity: items[first]! * items[second]! });
          }
        }
        const nearest = new NearestPairs(limit);
        for (let row = 0; row < items.length; row += height) {
          for (let column = 0; column < items.length; column += width) {
            const rows = items.slice(row, row + height);
            const others = items.slice(column, column + width);
            const block = Float32Array.from(rows.flatMap((one) => others.map((other) => one * other)));
            nearest.addBlock(block, { row, column, columns: others.length });
          }
        }
        expect(nearest.list()).toEqual(all.sort(comparePairs).slice(0, limit));
      },
    ),
  );
});

test("rows get unit length, and one without a direction is named", () => {
  const rows = Float32Array.from([3, 4, 0, 2]);
  expect(normaliseRows(rows, 2)).toBe(-1);
  expect([...rows].map((one) => one.toFixed(4))).toEqual(["0.6000", "0.8000", "0.0000", "1.0000"]);
  expect(normaliseRows(Float32Array.from([1, 0, 0, 0]), 2)).toBe(1);
  expect(normaliseRows(Float32Array.from([Number.NaN, 0]), 2)).toBe(0);
});
