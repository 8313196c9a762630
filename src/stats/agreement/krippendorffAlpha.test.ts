import { describe, expect, it } from "vitest";
import { jaccard } from "../metrics/jaccard.ts";
import { masi } from "../metrics/masi.ts";
import type { SetSimilarity } from "../metrics/similarityToAll.ts";
import { krippendorffAlpha } from "./krippendorffAlpha.ts";

const known = [
  [[1], [1]],
  [[1, 2], [1]],
  [[3], [4]],
];

/** By listing every pair of answers. */
function enumerate(units: number[][][], similarity: SetSimilarity) {
  const distance = (a: number[], b: number[]) =>
    1 - similarity(a.length, b.length, a.filter((label) => b.includes(label)).length);
  const answers = units
    .filter((unit) => unit.length > 1)
    .flatMap((unit, at) => unit.map((set) => ({ at, set })));
  let [within, all] = [0, 0];
  for (const [i, a] of answers.entries()) {
    const partners = answers.filter((b, j) => j !== i && b.at === a.at);
    within += partners.reduce((sum, b) => sum + distance(a.set, b.set), 0) / partners.length;
    for (const [j, b] of answers.entries()) if (j !== i) all += distance(a.set, b.set);
  }
  const observed = within / answers.length;
  const expected = all / (answers.length * (answers.length - 1));
  return { observed, expected, alpha: 1 - observed / expected };
}

describe("Krippendorff's alpha of sets", () => {
  it("has the known answers", () => {
    const byJaccard = krippendorffAlpha(known, jaccard);
    expect(byJaccard.observed).toBeCloseTo(0.5, 12);
    expect(byJaccard.expected).toBeCloseTo(0.7, 12);
    expect(byJaccard.alpha).toBeCloseTo(0.285714, 6);
    const byMasi = krippendorffAlpha(known, masi);
    expect(byMasi.observed).toBeCloseTo(0.555556, 6);
    expect(byMasi.expected).toBeCloseTo(0.733333, 6);
    expect(byMasi.alpha).toBeCloseTo(0.242424, 6);
  });

  it.each([
    ["Jaccard", jaccard],
    ["MASI", masi],
  ])("is what listing all pairs gives, for units of unequal size and empty sets: %s", (_, similarity) => {
    const units = [[[1], [1, 2], []], [[2], [2]], [[], []], [[3]], [[1, 2, 3], [2, 3], [3, 4], [2, 3], []]];
    const { observed, expected, alpha, units: counted } = krippendorffAlpha(units, similarity);
    const listed = enumerate(units, similarity);
    expect(counted).toBe(4);
    expect(observed).toBeCloseTo(listed.observed, 12);
    expect(expected).toBeCloseTo(listed.expected, 12);
    expect(alpha).toBeCloseTo(listed.alpha, 12);
  });

  it("leaves out units with fewer than two answers", () => {
    const { alpha, terms } = krippendorffAlpha([[[9]], ...known, []], jaccard);
    expect(alpha).toBeCloseTo(0.285714, 6);
    expect(terms[0]).toEqual({ answers: 0, within: 0, toAll: 0 });
  });

  it("is undefined where all sets are the same, and without units", () => {
    const same = krippendorffAlpha(
      [
        [[1], [1]],
        [[1], [1]],
      ],
      jaccard,
    );
    expect(same).toMatchObject({ units: 2, observed: 0, expected: 0, alpha: null });
    expect(krippendorffAlpha([[[1]]], masi)).toMatchObject({ units: 0, observed: null, alpha: null });
  });
});
