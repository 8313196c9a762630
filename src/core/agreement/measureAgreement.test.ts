import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { researchData } from "../../../test/researchData.ts";
import { readVotes } from "../../files/votes/readVotes.ts";
import { type Answers, makeVotes } from "../testing/makeVotes.ts";
import { measureAgreement } from "./measureAgreement.ts";

const measure = (answers: Answers, replicates = 0, seed = 1) =>
  measureAgreement(makeVotes(answers), { replicates, seed });

/** Of a file of votes it is not known which labels were found by search. */
const found = { found: null, foundMissing: expect.stringContaining("file of votes") };

const proposals = { p1: "y", p2: "n", p3: "n", p4: "n", p5: "n" };

describe("a label that one found by search and the other never saw", () => {
  const { sets, answers, pairs, disputedLabels } = measure({
    i: { A: { ...proposals, s: "y" }, B: proposals },
  });

  it("counts in the sets: Jaccard is .5", () => {
    expect(sets).toMatchObject({
      images: 1,
      pairs: 1,
      exactMatch: { value: 0 },
      jaccard: { value: 0.5, n: 1 },
    });
    expect(sets.differences).toEqual({ all: 1, no: 0, maybe: 0, unseen: 1, ...found });
    expect(disputedLabels).toEqual([{ label: "s", disputed: 1, onlyUnseen: 1, ...found, chosen: 1 }]);
  });

  it("is missing in kappa, which is over p1 to p5", () => {
    expect(answers.shown).toMatchObject({ questions: 5, agreement: { value: 1 }, fleissKappa: { value: 1 } });
    expect(pairs[0]!.byExposure.shown).toMatchObject({ questions: 5, bothYes: 1, bothNo: 4, cohenKappa: 1 });
  });

  it("is a no where unshown is to count as that, and takes the image out where all must have seen the same", () => {
    expect(answers["unshown-as-no"]).toMatchObject({ questions: 6, agreement: { value: 5 / 6 } });
    expect(pairs[0]!.byExposure["unshown-as-no"]).toMatchObject({ questions: 6, firstOnly: 1 });
    expect(answers["same-labels"]).toMatchObject({
      images: 0,
      questions: 0,
      agreement: { value: null, interval: null, n: 0, reason: expect.stringContaining("two annotators") },
    });
  });
});

test("exact match and Jaccard are means over the pairs of an image, then over images", () => {
  const { sets } = measure({
    // Pairs: equal, and twice {1} against {1, 2}.
    one: { A: { 1: "y", 2: "n" }, B: { 1: "y", 2: "n" }, C: { 1: "y", 2: "y" } },
    // Nobody chose anything: equal.
    two: { A: { 1: "n" }, B: { 1: "n" } },
    alone: { A: { 1: "y" } },
  });
  expect(sets).toMatchObject({ images: 2, pairs: 4 });
  expect(sets.exactMatch.value).toBeCloseTo((1 / 3 + 1) / 2, 12);
  expect(sets.jaccard.value).toBeCloseTo((2 / 3 + 1) / 2, 12);
  expect(sets.masi.value).toBeCloseTo(((1 + 1 / 3 + 1 / 3) / 3 + 1) / 2, 12);
});

test("alpha has its known answers", () => {
  const { sets } = measure({
    one: { A: { 1: "y" }, B: { 1: "y" } },
    two: { A: { 1: "y", 2: "y" }, B: { 1: "y", 2: "n" } },
    three: { A: { 3: "y", 4: "n" }, B: { 3: "n", 4: "y" } },
  });
  expect(sets.alphaJaccard.value).toBeCloseTo(0.285714, 6);
  expect(sets.alphaMasi.value).toBeCloseTo(0.242424, 6);
});

test("maybe is no part of a set, and no answer to a single label", () => {
  const { sets, answers } = measure({ i: { A: { 1: "m", 2: "y" }, B: { 1: "y", 2: "y" } } });
  expect(sets.differences).toEqual({ all: 1, no: 0, maybe: 1, unseen: 0, ...found });
  expect(answers["unshown-as-no"].questions).toBe(1);
});

test("what is undefined is null with its reason, never 0", () => {
  const same = measure({ i: { A: { 1: "y" }, B: { 1: "y" } }, j: { A: { 1: "y" }, B: { 1: "y" } } }, 200);
  expect(same.sets.exactMatch).toEqual({ value: 1, interval: [expect.closeTo(0.21213, 5), 1], n: 2 });
  expect(same.sets.alphaMasi).toEqual({ value: null, interval: null, n: 2, reason: "all sets are the same" });
  expect(same.answers.shown.fleissKappa).toMatchObject({
    value: null,
    reason: expect.stringMatching(/the same/),
  });
  expect(same.pairs[0]!.byExposure.shown).toMatchObject({ cohenKappa: null, reason: expect.any(String) });
  const alone = measure({ i: { A: { 1: "y" } } });
  expect(alone.sets.jaccard).toEqual({ value: null, interval: null, n: 0, reason: expect.any(String) });
  expect(alone.leniency[0]).toMatchObject({ own: null, images: 0, difference: { value: null, n: 0 } });
});

test("leniency compares an annotator with the partners on the same images", () => {
  const { leniency } = measure({
    one: { A: { 1: "y", 2: "y", 3: "y" }, B: { 1: "y", 2: "n", 3: "n" }, C: { 1: "y", 2: "y", 3: "n" } },
    two: { A: { 1: "y" }, B: { 1: "n" } },
    alone: { A: { 1: "y", 2: "y", 3: "y" } },
  });
  expect(leniency[0]).toMatchObject({ annotator: "A", images: 2, own: 2, partners: 0.75 });
  expect(leniency[0]!.difference).toMatchObject({ value: 1.25, n: 2 });
  expect(leniency[2]).toMatchObject({ annotator: "C", images: 1, own: 2, partners: 2 });
});

test("disputes: labels that some chose, and pairs of which each chose another one", () => {
  const { disputedLabels, disputedPairs } = measure({
    one: { A: { 1: "y", 2: "n" }, B: { 1: "n", 2: "y" } },
    two: { A: { 1: "y", 2: "n" }, B: { 1: "n", 2: "y" } },
    three: { A: { 1: "y", 2: "y" }, B: { 1: "y", 2: "n" } },
  });
  expect(disputedLabels).toEqual([
    { label: "2", disputed: 3, onlyUnseen: 0, ...found, chosen: 3 },
    { label: "1", disputed: 2, onlyUnseen: 0, ...found, chosen: 3 },
  ]);
  expect(disputedPairs).toEqual([{ labels: ["1", "2"], images: 2, onlyUnseen: 0, ...found, chosen: 3 }]);
});

describe("intervals", () => {
  const answers = Object.fromEntries(
    Array.from({ length: 60 }, (_, at) => [
      `i${at}`,
      { A: { 1: "y", 2: at % 3 ? "n" : "y" }, B: { 1: at % 4 ? "y" : "n", 2: at % 3 ? "n" : "y", 3: "n" } },
    ]),
  );

  it("are those of the seed, and hold the value", () => {
    const first = measure(answers, 300, 4).sets.alphaMasi;
    expect(first).toEqual(measure(answers, 300, 4).sets.alphaMasi);
    expect(first.interval).not.toEqual(measure(answers, 300, 5).sets.alphaMasi.interval);
    expect(first.interval![0]).toBeLessThan(first.value!);
    expect(first.interval![1]).toBeGreaterThan(first.value!);
  });

  it("of alpha are near those of computing alpha anew for each draw, the distance by chance included", () => {
    // One label is on nearly all images, so that the distance by chance varies much between draws.
    const choose = (label: 1 | 2) => ({ 1: label === 1 ? "y" : "n", 2: label === 2 ? "y" : "n" });
    const images = Array.from({ length: 80 }, (_, at) => {
      if (at % 8 === 0) return { A: choose(2), B: choose(2) };
      return { A: choose(1), B: choose(at % 20 === 1 ? 2 : 1) };
    });
    let state = 1;
    const draw = () => {
      state = (state * 48271) % 2147483647;
      return images[state % images.length]!;
    };
    const alphas = Array.from({ length: 400 }, () => {
      const drawn = Object.fromEntries(images.map((_, at) => [`i${at}`, draw()]));
      return measure(drawn).sets.alphaJaccard.value!;
    }).sort((a, b) => a - b);
    const { interval } = measure(Object.fromEntries(images.entries()), 2000).sets.alphaJaccard;
    // Never narrower than that, and not by much wider.
    expect(interval![0]).toBeLessThan(alphas[10]! + 0.012);
    expect(interval![0]).toBeGreaterThan(alphas[10]! - 0.1);
    expect(interval![1]).toBeGreaterThan(alphas[389]! - 0.012);
    expect(interval![1]).toBeLessThan(alphas[389]! + 0.05);
  });
});

describe("no interval is of width 0, nor is there a value without its interval", () => {
  const kinds: Record<string, Answers> = {
    "three of three agree on all": {
      a: { A: { 1: "y", 2: "n" }, B: { 1: "y", 2: "n" } },
      b: { A: { 1: "n", 2: "y" }, B: { 1: "n", 2: "y" } },
      c: { A: { 1: "y", 2: "n" }, B: { 1: "y", 2: "n" } },
    },
    "all images have the same Jaccard": {
      a: { A: { 1: "y", 2: "y" }, B: { 1: "y", 2: "n" } },
      b: { A: { 3: "y", 4: "y" }, B: { 3: "n", 4: "y" } },
      c: { A: { 5: "y", 6: "y" }, B: { 5: "y", 6: "n" } },
    },
    "nobody ever agrees": {
      a: { A: { 1: "y", 2: "n" }, B: { 1: "n", 2: "y" } },
      b: { A: { 1: "n", 2: "y" }, B: { 1: "y", 2: "n" } },
    },
    "three annotators, of whom two always agree": {
      a: { A: { 1: "y", 2: "n" }, B: { 1: "y", 2: "n" }, C: { 1: "n", 2: "y" } },
      b: { A: { 1: "n", 2: "y" }, B: { 1: "n", 2: "y" }, C: { 1: "y", 2: "n" } },
    },
  };

  /** Everything with a value and an interval, wherever it stands. */
  function listEstimates(part: unknown, path = ""): [string, { value: number; interval: number[] }][] {
    if (typeof part !== "object" || part === null) return [];
    const own = part as { value?: number | null; interval?: number[] | null };
    if (typeof own.value === "number") return [[path, own as { value: number; interval: number[] }]];
    return Object.entries(part).flatMap(([key, value]) => listEstimates(value, `${path}.${key}`));
  }

  test.each(Object.entries(kinds))("%s", (_, answers) => {
    const report = measure(answers, 200);
    const found = listEstimates(report);
    expect(found.length).toBeGreaterThan(12);
    for (const [path, { value, interval }] of found) {
      expect(interval, path).not.toBeNull();
      expect(interval[1]! - interval[0]!, path).toBeGreaterThan(0.05);
      expect(interval[0], path).toBeLessThanOrEqual(value);
      expect(interval[1], path).toBeGreaterThanOrEqual(value);
    }
    for (const pair of report.pairs) {
      for (const { cohenKappa, interval } of Object.values(pair.byExposure)) {
        if (cohenKappa !== null) expect(interval![1] - interval![0]).toBeGreaterThan(0.05);
      }
    }
  });

  test("one image has none but of shares of images, and says so", () => {
    const report = measure({ a: { A: { 1: "y", 2: "n" }, B: { 1: "y", 2: "y" } } }, 200);
    expect(report.sets.exactMatch.interval).not.toBeNull();
    expect(report.sets.jaccard).toMatchObject({ interval: null, intervalMissing: expect.any(String) });
    expect(measure({ a: { A: { 1: "y" }, B: { 1: "y" } } }).sets.jaccard).toMatchObject({
      intervalMissing: "intervals are switched off",
    });
  });
});

test("sets are compared on the labels that all annotators of an image were shown, too", () => {
  const { setsShownToAll } = measure({
    // Of 1 and 2 alone: the same set.
    one: { A: { 1: "y", 2: "n", s: "y" }, B: { 1: "y", 2: "n" } },
    // 3 was shown to A and B only, so that 1 is left.
    two: { A: { 1: "y", 3: "y" }, B: { 1: "n", 3: "y" }, C: { 1: "y" } },
    nothing: { A: { 1: "y" }, B: { 2: "y" } },
  });
  expect(setsShownToAll).toMatchObject({ images: 2, pairs: 4, differences: { unseen: 0, all: 2, no: 2 } });
  expect(setsShownToAll.exactMatch.value).toBeCloseTo((1 + 1 / 3) / 2, 12);
  const none = measure({ nothing: { A: { 1: "y" }, B: { 2: "y" } } });
  expect(none.sets.images).toBe(1);
  expect(none.setsShownToAll.jaccard).toMatchObject({
    value: null,
    reason: expect.stringContaining("shown"),
  });
});

test("AC1 and alpha stand beside kappa, and have values where kappa has none", () => {
  const { answers, byLabel } = measure({
    a: { A: { 1: "y" }, B: { 1: "y" } },
    b: { A: { 1: "y" }, B: { 1: "y" } },
  });
  expect(answers.shown).toMatchObject({
    fleissKappa: { value: null },
    gwetAC1: { value: 1 },
    krippendorffAlpha: { value: null, reason: expect.stringContaining("the same") },
  });
  expect(byLabel[0]).toMatchObject({ fleissKappa: null, gwetAC1: 1, reason: expect.any(String) });
});

test.runIf(researchData)(
  "experts on the gold questions of the ReaL labels (needs research data)",
  async () => {
    const votes = await readVotes(join(researchData ?? "", "votes/golden.npz"));
    const report = measureAgreement(votes, { replicates: 1000, seed: 1 });
    expect(report).toMatchObject({ votes: 5675, annotators: 5, images: 155, labels: 621 });
    expect(report.sets).toMatchObject({ images: 155, pairs: 1550, differences: { unseen: 0 } });
    expect(report.answers.shown).toEqual(report.answers["same-labels"]);
    // As statsmodels' fleiss_kappa and NLTK's alpha with MASI give them for this file.
    expect(report.answers.shown.fleissKappa.value).toBeCloseTo(0.732106600002479, 9);
    expect(report.sets.alphaMasi.value).toBeCloseTo(0.6598334919927831, 9);
  },
);
