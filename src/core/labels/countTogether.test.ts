import fc from "fast-check";
import { expect, test } from "vitest";
import { countTogether } from "./countTogether.ts";

test("counts labels, and pairs among the first ten of an image", () => {
  const counts = countTogether();
  const eleven = Array.from({ length: 11 }, (_, label) => label);
  counts.add(eleven, true);
  counts.add([0, 1], true);
  counts.add([0, 2], true);
  counts.add([0, 2], false);
  expect(counts.images.get(0)).toBe(4);
  expect(counts.images.get(10)).toBe(1);
  expect([...counts.confusions(12)]).toEqual([]);
});

test("what every image has is taken for nothing; what comes together is", () => {
  const counts = countTogether();
  // Label 0 is everywhere; 1 and 2 are always together, 3 and 4 as chance has it.
  for (let image = 0; image < 200; image++) {
    const labels = [0];
    if (image % 20 === 7) labels.push(1, 2);
    if (image % 4 === 0) labels.push(3);
    if (image % 5 === 0) labels.push(4);
    counts.add(labels, true);
  }
  expect([...counts.confusions(12)]).toEqual([
    { label: 1, other: 2, images: 10, expected: 0.5 },
    { label: 2, other: 1, images: 10, expected: 0.5 },
  ]);
});

test("a pair in the eleventh place or later is none", () => {
  const counts = countTogether();
  for (let image = 0; image < 100; image++) {
    const rest = Array.from({ length: 9 }, (_, at) => 100 + image * 9 + at);
    counts.add(image < 10 ? [1, ...rest, 2] : rest, true);
  }
  expect([...counts.confusions(12)]).toEqual([]);
});

test("labels that have nothing to do with each other are seldom taken for each other", () => {
  let labelsWithPair = 0;
  let labels = 0;
  fc.assert(
    fc.property(fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })), (draw) => {
      const counts = countTogether();
      const random = () => draw.next().value as number;
      for (let image = 0; image < 150; image++) {
        const shown = Array.from({ length: 40 }, (_, label) => label).filter(() => random() < 0.15);
        counts.add(shown, true);
      }
      labelsWithPair += new Set([...counts.confusions(12)].map(({ label }) => label)).size;
      labels += 40;
    }),
    { seed: 7, numRuns: 25, endOnFailure: true },
  );
  // Of labels 5 % would be allowed to have one; the threshold of twice the chance leaves far fewer.
  expect(labelsWithPair / labels).toBeLessThan(0.05);
});
