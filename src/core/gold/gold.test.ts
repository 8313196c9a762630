import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Answer } from "../tasks/decision.ts";
import { seededChance } from "../testing/seededChance.ts";
import { countWithGold, isGoldPlace, maxGold, mixGold } from "./mixGold.ts";
import { countGoldScores, judgeGold, scoreGold, settleGold } from "./scoreGold.ts";

const shares = fc.double({ min: 0.005, max: maxGold, noNaN: true });
const places = fc.integer({ min: 0, max: 3000 });
const numbers = (count: number, first = 0) => Array.from({ length: count }, (_, index) => first + index);

describe("gold among a person's images", () => {
  it("comes at the set rate, over any stretch of work", () => {
    fc.assert(
      fc.property(
        shares,
        places,
        fc.integer({ min: 1, max: 600 }),
        fc.string(),
        (share, first, n, person) => {
          const gold = numbers(n, first).filter((place) =>
            isGoldPlace(place, { chance: seededChance(person), share }),
          ).length;
          expect(Math.abs(gold - n * share)).toBeLessThan(2);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("is each shown once, and leaves every other image in its order", () => {
    fc.assert(
      fc.property(fc.nat(300), fc.nat(40), places, shares, (images, gold, first, share) => {
        const mixed = mixGold(numbers(images), numbers(gold, 10_000), {
          first,
          chance: seededChance("ann"),
          share,
        });
        expect(mixed.filter((one) => one < 10_000)).toEqual(numbers(images));
        const shown = mixed.filter((one) => one >= 10_000);
        expect(shown).toEqual(numbers(shown.length, 10_000));
        if (images > 0) expect(mixed.at(-1)).toBe(images - 1);
        expect(countWithGold(images, gold, { first, chance: seededChance("ann"), share })).toBe(mixed.length);
      }),
      { numRuns: 200 },
    );
  });

  it("leaves a total as it is, whichever image is taken next", () => {
    let [images, gold] = [70, 9];
    const rule = { chance: seededChance("ann"), share: 0.2 };
    const total = countWithGold(images, gold, { first: 0, ...rule });
    for (let first = 0; first < total; first++) {
      expect(first + countWithGold(images, gold, { first, ...rule })).toBe(total);
      if (gold > 0 && isGoldPlace(first, rule)) gold--;
      else images--;
    }
    expect([images, gold]).toEqual([0, 0]);
  });

  it("stands at other places for other people, and nowhere at a share of 0", () => {
    const resultOf = (person: string, share = 0.1) =>
      numbers(500).filter((place) => isGoldPlace(place, { chance: seededChance(person), share }));
    expect(resultOf("ann")).not.toEqual(resultOf("ben"));
    expect(resultOf("ann")).toEqual(resultOf("ann"));
    expect(resultOf("ann", 0)).toEqual([]);
  });
});

describe("an answer on a gold image", () => {
  const says = (answers: Record<number, Answer>) =>
    Object.entries(answers).map(([label, answer]) => ({ label: Number(label), answer }));
  const known = settleGold([says({ 1: "yes", 2: "yes", 3: "no", 4: "no", 5: "unsure" })]);

  it.each([
    ["all right", { 1: "yes", 2: "yes", 3: "no" }, { exact: true, hit: 2, wrong: 0, missed: 0, jaccard: 1 }],
    ["one missed", { 1: "yes", 2: "no" }, { exact: false, hit: 1, wrong: 0, missed: 1, jaccard: 1 / 2 }],
    ["one never opened", { 1: "yes" }, { exact: false, hit: 1, wrong: 0, missed: 1, jaccard: 1 / 2 }],
    [
      "one wrong",
      { 1: "yes", 2: "yes", 3: "yes" },
      { exact: false, hit: 2, wrong: 1, missed: 0, jaccard: 2 / 3 },
    ],
    ["either way, as yes", { 1: "yes", 2: "yes", 5: "yes" }, { exact: true, wrong: 0 }],
    ["either way, as no", { 1: "yes", 2: "yes", 5: "no" }, { exact: true, missed: 0 }],
    ["a label that no expert was shown", { 1: "yes", 2: "yes", 9: "yes" }, { exact: true, wrong: 0, hit: 2 }],
    ["unsure of a right one", { 1: "yes", 2: "unsure" }, { exact: true, hit: 1, missed: 0 }],
    ["none of these", {}, { exact: false, hit: 0, wrong: 0, missed: 2, jaccard: 0 }],
  ] as const)("is scored: %s", (_, answers, score) => {
    expect(scoreGold(judgeGold(known, says(answers)))).toMatchObject(score);
  });

  it("that has no label is right where nothing is chosen", () => {
    expect(scoreGold(judgeGold(settleGold([says({ 1: "no" })]), []))).toMatchObject({
      exact: true,
      jaccard: 1,
    });
  });

  it("could go either way where two experts differ", () => {
    const two = settleGold([says({ 1: "yes", 2: "no", 3: "yes" }), says({ 1: "yes", 2: "yes" })]);
    expect([...two]).toEqual([
      [1, "yes"],
      [2, "either"],
      [3, "yes"],
    ]);
  });

  it("adds up with others", () => {
    const scores = [says({ 1: "yes", 2: "yes" }), says({ 1: "yes", 3: "yes" })].map((one) =>
      scoreGold(judgeGold(known, one)),
    );
    expect(countGoldScores(scores)).toEqual({ images: 2, exact: 1, hit: 3, wrong: 1, missed: 1 });
  });
});
