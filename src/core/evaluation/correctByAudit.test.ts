import { expect, it } from "vitest";
import { correctByAudit } from "./correctByAudit.ts";

// Ten images that each hold labels 1 and 2. Model "one" names 1 and proposed the labels, so that 2 is missing.
const images = Array.from({ length: 10 }, (_, at) => at);
const model = (name: string, label: number) => ({
  model: name,
  proposer: name === "one",
  top: { depth: 1, labels: images.map(() => label) },
});
const models = [model("one", 1), model("two", 2)];
const strata = images.map((at) => (at < 6 ? "a" : "b"));

it("gives back what proposals missed, stratum by stratum", () => {
  const valid = images.map(() => [1]);
  // In a, one of two audited images holds 2; in b, both do: 6 x .5 + 4 x 1 of ten images.
  const labels = new Map([
    [0, [1, 2]],
    [1, [1]],
    [6, [1, 2]],
    [7, [2, 1]],
  ]);
  const [first, second] = correctByAudit(models, valid, { strata, labels }).models;
  expect(first).toMatchObject({ model: "one", real: 1, rank: 1, corrected: 1, correctedRank: 1 });
  expect(second).toMatchObject({ model: "two", real: 0, rank: 2, corrected: 0.7, correctedRank: 2 });
});

it("counts images whose labels were found by the audit, and those that lost theirs", () => {
  const valid = images.map((at) => (at < 6 ? [1] : []));
  const labels = new Map([
    [0, [1]],
    [1, []],
    [6, [2]],
    [7, []],
  ]);
  // Of a, half has a label after all: 3; of b likewise: 2. "one" is right on 3 of 5, "two" on 2.
  const found = correctByAudit(models, valid, { strata, labels }).models;
  expect(found.map(({ model, corrected }) => [model, corrected])).toEqual([
    ["one", 0.6],
    ["two", 0.4],
  ]);
});

it("is certain where all images were audited, and not where nothing was found to differ", () => {
  const valid = images.map(() => [1]);
  const all = new Map(images.map((at) => [at, [1]]));
  expect(correctByAudit(models, valid, { strata, labels: all }).models[0]!.correctedInterval).toEqual([1, 1]);
  const some = new Map([0, 1, 6, 7].map((at) => [at, [1]]));
  const [low, high] = correctByAudit(models, valid, { strata, labels: some }).models[0]!.correctedInterval!;
  expect(low).toBeLessThan(0.9);
  expect(high).toBe(1);
});

it("tells nothing where a stratum has no audited image", () => {
  const labels = new Map([[0, [1]]]);
  const found = correctByAudit(
    models,
    images.map(() => [1]),
    { strata, labels },
  );
  expect(found.models[0]).toMatchObject({ corrected: null, reason: "a stratum has no audited image" });
});
