import fc from "fast-check";
import { expect, test } from "vitest";
import { findConfused } from "./findConfused.ts";

const animal = (index: number) => ({ index, name: `animal ${index}` });
const space = new Map(Array.from({ length: 40 }, (_, index) => [index, animal(index)]));
const sibling = (index: number) => ({ label: animal(index), kind: "big cat", isSibling: true });
const cousin = (index: number) => ({ label: animal(index), kind: "feline", isSibling: false });
const with5 = (label: number, images = 5) => ({ label, images, expected: 0.5 });
const labelsIn = (found: ReturnType<typeof findConfused>) => found.map(({ label }) => label.index);

test("siblings first, of these first those proposed together; then what is ruled on, then what else is proposed together", () => {
  const found = findConfused({
    kin: [sibling(1), sibling(2), cousin(3)],
    confusions: [with5(9, 30), with5(2)],
    ruled: [7],
    labels: space,
  });
  expect(labelsIn(found)).toEqual([2, 1, 7, 9]);
  expect(found).toMatchObject([
    { kind: "big cat", together: { images: 5 } },
    { kind: "big cat", together: null },
    { kind: null, isRuled: true, together: null },
    { kind: null, isRuled: false, together: { images: 30, expected: 0.5 } },
  ]);
});

test("nothing where nothing qualifies", () => {
  expect(findConfused({ kin: [cousin(3)], confusions: [], labels: space })).toEqual([]);
});

test("siblings never follow others, none comes twice, and those proposed together have a place", () => {
  const indices = fc.uniqueArray(fc.integer({ min: 0, max: 39 }), { maxLength: 20 });
  fc.assert(
    fc.property(indices, indices, (siblings, proposed) => {
      const found = findConfused({
        kin: siblings.map(sibling),
        confusions: proposed.map((label) => with5(label)),
        labels: space,
      });
      expect(found.length).toBeLessThanOrEqual(8);
      expect(new Set(labelsIn(found)).size).toBe(found.length);
      const firstOther = found.findIndex(({ kind }) => kind === null);
      if (firstOther >= 0) expect(found.slice(firstOther).every(({ kind }) => kind === null)).toBe(true);
      const others = proposed.filter((label) => !siblings.includes(label)).length;
      expect(found.filter(({ kind }) => kind === null).length).toBeGreaterThanOrEqual(Math.min(3, others));
      for (const { kind, together } of found) expect(kind ?? together).not.toBeNull();
    }),
  );
});
