import fc from "fast-check";
import { expect, it } from "vitest";
import { binOf, matchFrequencies } from "./matchFrequencies.ts";

const image = (name: string, ticked: number, label = "cat") => ({ image: name, label, ticked, asked: 10 });
const images = (from: string, ...ticks: number[]) => ticks.map((ticked, at) => image(`${from}${at}`, ticked));

it("draws as many of each fifth as the reference has", () => {
  const reference = images("r", 9, 10, 8, 5);
  const pool = images("p", 10, 9, 8, 8, 8, 4, 5, 1, 2, 7);
  const sample = matchFrequencies(reference, pool, { perLabel: 4, seed: 1 });
  expect(sample.images.map(binOf).sort()).toEqual([2, 4, 4, 4]);
  expect(sample).toMatchObject({ shortages: [], missing: [] });
  expect(matchFrequencies(reference, pool, { perLabel: 4, seed: 1 })).toEqual(sample);
});

it("gives what remains to the largest remainder, and says what the pool lacks", () => {
  // Three images at .5, .7 and .9 of ten: 3.33 each, and the one that is left goes to the highest.
  const sample = matchFrequencies(images("r", 5, 7, 9), images("p", 5, 5, 5, 7, 7, 9), {
    perLabel: 10,
    seed: 1,
  });
  expect(sample.bins.map(({ wanted }) => wanted)).toEqual([0, 0, 3, 3, 4]);
  expect(sample.shortages).toEqual([
    { label: "cat", bin: 3, wanted: 3, there: 2 },
    { label: "cat", bin: 4, wanted: 4, there: 1 },
  ]);
  expect(matchFrequencies([image("r", 1, "dog")], [], { perLabel: 1, seed: 1 }).missing).toEqual(["dog"]);
});

it("a fifth is half open, to the number", () => {
  const ticks = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  expect(ticks.map((ticked) => binOf({ ticked, asked: 10 }))).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 4]);
});

it("wants as many images as were asked for, whatever the reference", () => {
  const ticks = fc.array(fc.nat(10), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(ticks, fc.integer({ min: 1, max: 20 }), (reference, perLabel) => {
      const { bins } = matchFrequencies(images("r", ...reference), images("p", 1), { perLabel, seed: 2 });
      expect(bins.reduce((sum, { wanted }) => sum + wanted, 0)).toBe(perLabel);
    }),
  );
});
