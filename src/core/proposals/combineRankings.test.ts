import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orderRefinement } from "../tasks/orderRefinement.ts";
import { combineRankings } from "./combineRankings.ts";
import { packRanking, unpackRanking } from "./packRanking.ts";
import { pickProposals } from "./pickProposals.ts";

const ranked = (...pairs: [label: number, score: number][]) =>
  pairs.map(([label, score]) => ({ label, score }));
const ranks = (...labels: number[]) => labels.map((label) => ({ label, score: Number.NaN }));
const labelsOf = (proposals: { label: number }[]) => proposals.map(({ label }) => label);

const a = ranked([1, 0.75], [2, 0.125], [3, 0.0625]);
const b = ranked([2, 0.5], [4, 0.375], [1, 0.125]);

describe("proposals from several models", () => {
  it("by maximum: the greatest probability that any model gives, ties by index", () => {
    const best = combineRankings([a, b], [], { how: "maximum", k: 3, withOriginal: false });
    expect(best.map(({ label, score }) => [label, score])).toEqual([
      [1, 0.75],
      [2, 0.5],
      [4, 0.375],
    ]);
    const tied = combineRankings([ranked([9, 0.5]), ranked([7, 0.5])], [], {
      how: "maximum",
      k: 1,
      withOriginal: false,
    });
    expect(labelsOf(tied)).toEqual([7]);
  });

  it("by mean: what a model's stored labels lack counts as 0", () => {
    const means = combineRankings([a, b], [], { how: "mean", k: 4, withOriginal: false });
    expect(means.map(({ label, score }) => [label, score])).toEqual([
      [1, 0.4375],
      [2, 0.3125],
      [4, 0.1875],
      [3, 0.03125],
    ]);
  });

  it("by union: every model's first k, most votes first, then the better mean rank, then the index", () => {
    const union = combineRankings([a, b], [], { how: "union", k: 2, withOriginal: false });
    // 2 has two votes; 1 is first of one model, 4 second of the other.
    expect(union).toEqual([
      { label: 2, score: 0.3125, models: 0b11 },
      { label: 1, score: 0.4375, models: 0b01 },
      { label: 4, score: 0.1875, models: 0b10 },
    ]);
  });

  it("unites rankings without scores, and mixed ones: then none of the labels has a score", () => {
    const rules = { how: "union", k: 2, withOriginal: false } as const;
    expect(labelsOf(combineRankings([ranks(5, 6, 7), ranks(7, 5, 6)], [], rules))).toEqual([5, 7, 6]);
    const mixed = combineRankings([ranks(5, 6), ranked([6, 0.9], [8, 0.1])], [], rules);
    expect(labelsOf(mixed)).toEqual([6, 5, 8]);
    expect(mixed.every(({ score }) => Number.isNaN(score))).toBe(true);
    for (const how of ["maximum", "mean"] as const) {
      expect(() => combineRankings([ranks(5)], [], { ...rules, how })).toThrow("only ranks");
    }
  });

  it("adds the original label: in the last rank of a fixed number, behind a union", () => {
    const by = (how: "maximum" | "union", originals: number[], k = 2) =>
      combineRankings([a, b], originals, { how, k, withOriginal: true });
    expect(labelsOf(by("maximum", [4]))).toEqual([1, 4]);
    expect(by("maximum", [4])[1]).toEqual({ label: 4, score: 0.375, models: 0b10 });
    expect(labelsOf(by("maximum", [2]))).toEqual([1, 2]);
    expect(labelsOf(by("union", [8, 1]))).toEqual([2, 1, 4, 8]);
    expect(by("union", [8])[3]).toEqual({ label: 8, score: Number.NaN, models: 0 });
    // Named by a model, but not among its first: the score is known, and nobody proposed it.
    expect(by("union", [3])[3]).toEqual({ label: 3, score: 0.03125, models: 0 });
  });

  it("keeps which of 32 models named a label through packing, and refuses a 33rd", () => {
    const rankings = Array.from({ length: 32 }, (_, model) => ranked([model, 1]));
    const rules = { how: "union", k: 1, withOriginal: false } as const;
    const packed = unpackRanking(packRanking(combineRankings(rankings, [], rules)));
    expect(packed.map(({ label, models }) => Math.log2(models) - label)).toEqual(Array(32).fill(0));
    expect(() => combineRankings([...rankings, a], [], rules)).toThrow("not 33");
    expect(() => combineRankings([], [], rules)).toThrow("not 0");
  });

  it("of one model is that model's own list, and does not depend on the order of the models", () => {
    const ranking = fc
      .uniqueArray(fc.tuple(fc.nat(50), fc.integer({ min: 0, max: 8 })), {
        selector: ([label]) => label,
        minLength: 1,
      })
      .map((pairs) =>
        pairs
          .map(([label, eighths]) => ({ label, score: eighths / 8, models: 1 }))
          .sort((x, y) => y.score - x.score || x.label - y.label),
      );
    fc.assert(
      fc.property(ranking, ranking, fc.integer({ min: 1, max: 8 }), (one, other, k) => {
        for (const how of ["maximum", "mean"] as const) {
          const rules = { how, k, withOriginal: false };
          const picked = pickProposals(one, [], { topK: k, originalAlwaysProposed: false });
          expect(combineRankings([one], [], rules)).toEqual(picked);
          const [there, back] = [
            combineRankings([one, other], [], rules),
            combineRankings([other, one], [], rules),
          ];
          expect(labelsOf(there)).toEqual(labelsOf(back));
        }
        const union = combineRankings([one, other], [], { how: "union", k, withOriginal: false });
        expect(new Set(labelsOf(union))).toEqual(
          new Set(labelsOf([...one.slice(0, k), ...other.slice(0, k)])),
        );
      }),
    );
  });
});

describe("proposals without scores", () => {
  const proposals = [9, 3, 6].map((label) => ({ label, score: Number.NaN, models: 1 }));

  it("keep the model's order", () => {
    expect(labelsOf(pickProposals(proposals, [], { topK: 2, originalAlwaysProposed: false }))).toEqual([
      9, 3,
    ]);
  });

  it("keep it in refinement too, and count as proposed though they have no score", () => {
    const all = [...proposals, { label: 1, score: Number.NaN, models: 0 }];
    const cards = orderRefinement([[], []], all, [1], { precheck: "union", decideDisputed: false });
    expect(cards.map(({ label, proposed, score }) => [label, proposed, score])).toEqual([
      [9, true, null],
      [3, true, null],
      [6, true, null],
      [1, false, null],
    ]);
  });
});
