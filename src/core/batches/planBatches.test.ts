import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededChance } from "../testing/seededChance.ts";
import { pairSpread } from "./pairAnnotators.ts";
import { type BatchRules, batchOrders, type ImageToDeal, planBatches } from "./planBatches.ts";

const imagesWith = (labels: number[]): ImageToDeal[] =>
  labels.map((label, index) => ({ id: `i${index}`, key: `${label}/${index}.jpg`, originals: [label] }));
const names = (count: number) => Array.from({ length: count }, (_, person) => `person ${person}`);
const rules = (changes: Partial<BatchRules> = {}): BatchRules => ({
  size: { batches: 3 },
  order: "random",
  partners: "mixed",
  overlap: 2,
  chance: seededChance(1),
  ...changes,
});
const spread = (counts: number[]) => Math.max(...counts) - Math.min(...counts);

const anyPlan = fc.record({
  labels: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 120 }),
  people: fc.integer({ min: 1, max: 14 }),
  overlap: fc.integer({ min: 1, max: 4 }),
  batches: fc.integer({ min: 1, max: 60 }),
  order: fc.constantFrom(...batchOrders),
  seed: fc.integer({ min: 0, max: 1e9 }),
});

describe("a plan of batches", () => {
  it("holds each image once, in sizes that differ by one at most", () => {
    fc.assert(
      fc.property(anyPlan, ({ labels, people, overlap, batches, order, seed }) => {
        fc.pre(people >= overlap);
        const images = imagesWith(labels);
        const plan = planBatches(
          images,
          names(people),
          rules({ size: { batches }, order, overlap, chance: seededChance(seed) }),
        );
        expect(plan.flatMap((batch) => batch.images).sort()).toEqual(images.map(({ id }) => id).sort());
        expect(spread(plan.map((batch) => batch.images.length))).toBeLessThanOrEqual(1);
        expect(plan.length).toBe(Math.min(batches, images.length));
      }),
    );
  });

  it("gives nobody an image twice, and nobody two batches more than another", () => {
    fc.assert(
      fc.property(anyPlan, ({ labels, people, overlap, batches, order, seed }) => {
        fc.pre(people >= overlap);
        const plan = planBatches(
          imagesWith(labels),
          names(people),
          rules({ size: { batches }, order, overlap, chance: seededChance(seed) }),
        );
        for (const batch of plan) expect(new Set(batch.annotators).size).toBe(overlap);
        const load = names(people).map(
          (name) => plan.filter((batch) => batch.annotators.includes(name)).length,
        );
        expect(spread(load)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("lets every two annotators share as many batches as any other two, up to one", () => {
    for (let people = 2; people <= 15; people++) {
      for (let batches = 1; batches <= 130; batches++) {
        const plan = planBatches(
          imagesWith(new Array(130).fill(0)),
          names(people),
          rules({ size: { batches } }),
        );
        const shared = pairSpread(
          names(people),
          plan.map((batch) => batch.annotators),
        );
        expect([people, batches, shared <= 1]).toEqual([people, batches, true]);
      }
    }
  });

  it("keeps fixed partners together, each group with as many batches as another", () => {
    const plan = planBatches(
      imagesWith(new Array(70).fill(0)),
      names(6),
      rules({ size: { batches: 7 }, partners: "fixed" }),
    );
    const pairs = plan.map((batch) => batch.annotators.join());
    expect(new Set(pairs)).toEqual(new Set(["person 0,person 1", "person 2,person 3", "person 4,person 5"]));
    expect(spread([...new Set(pairs)].map((pair) => pairs.filter((one) => one === pair).length))).toBe(1);
    expect(() => planBatches(imagesWith([1]), names(3), rules({ partners: "fixed" }))).toThrow(
      /whole groups/,
    );
  });

  it("stratified, gives each batch its share of every original label", () => {
    fc.assert(
      fc.property(anyPlan, ({ labels, batches, seed }) => {
        const images = imagesWith(labels);
        const labelOf = new Map(images.map(({ id, originals }) => [id, originals[0]]));
        const plan = planBatches(
          images,
          names(2),
          rules({ size: { batches }, order: "stratified", chance: seededChance(seed) }),
        );
        for (const label of new Set(labels)) {
          const counts = plan.map(
            (batch) => batch.images.filter((image) => labelOf.get(image) === label).length,
          );
          expect(spread(counts)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it("goes by key, or by size, where asked", () => {
    const images = imagesWith([3, 1, 2, 0, 4]);
    const plan = planBatches(images, names(2), rules({ size: { images: 2 }, order: "key" }));
    expect(plan.map((batch) => batch.images.length)).toEqual([1, 2, 2]);
    expect(plan.flatMap((batch) => batch.images)).toEqual(["i3", "i1", "i2", "i0", "i4"]);
  });

  it("is the same for the same seed, and another for another", () => {
    const plan = (seed: number) =>
      planBatches(imagesWith(new Array(50).fill(1)), names(5), rules({ chance: seededChance(seed) }));
    expect(plan(1)).toEqual(plan(1));
    expect(plan(1)).not.toEqual(plan(2));
  });

  it("needs enough people, each named once", () => {
    expect(() => planBatches(imagesWith([1]), ["a"], rules())).toThrow(/2 annotators/);
    expect(() => planBatches(imagesWith([1]), ["a", "a"], rules())).toThrow(/once/);
  });
});
