import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgeGold, type KnownAnswer, scoreGold } from "../gold/scoreGold.ts";
import type { Answer } from "../tasks/decision.ts";
import { seededChance } from "../testing/seededChance.ts";
import {
  choosePractice,
  countPractice,
  findQualificationState,
  hasPassed,
  mayAnnotate,
} from "./qualification.ts";

describe("the images of an attempt", () => {
  const able = fc.uniqueArray(fc.record({ image: fc.string({ minLength: 1 }), seen: fc.nat({ max: 3 }) }), {
    selector: ({ image }) => image,
    maxLength: 40,
  });
  const some = fc.record({ images: fc.integer({ min: 1, max: 20 }), chance: fc.string().map(seededChance) });

  it("are as many as asked for, each once, or none where there are too few", () => {
    fc.assert(
      fc.property(able, some, (images, wanted) => {
        const chosen = choosePractice(images, wanted);
        if (images.length < wanted.images) expect(chosen).toBeUndefined();
        else {
          expect(chosen).toHaveLength(wanted.images);
          expect(new Set(chosen?.map(({ image }) => image)).size).toBe(wanted.images);
          for (const one of chosen ?? []) expect(images).toContain(one);
        }
      }),
    );
  });

  it("are those that the person has seen least often", () => {
    fc.assert(
      fc.property(able, some, (images, wanted) => {
        const chosen = choosePractice(images, wanted);
        const max = Math.max(...(chosen ?? []).map(({ seen }) => seen));
        const left = images.filter((one) => !chosen?.includes(one));
        if (chosen) for (const { seen } of left) expect(seen).toBeGreaterThanOrEqual(max);
      }),
    );
  });

  it("and their order are drawn by the seed, the fresh ones not first", () => {
    const images = Array.from({ length: 30 }, (_, at) => ({ image: `${at}`, seen: at < 5 ? 0 : 1 }));
    const draw = (seed: string) => choosePractice(images, { images: 10, chance: seededChance(seed) });
    expect(draw("ann 1")).toEqual(draw("ann 1"));
    expect(draw("ann 1")).not.toEqual(draw("ben 1"));
    const seen = Array.from({ length: 20 }, (_, at) => draw(`${at}`)?.[0]?.seen);
    expect(new Set(seen)).toEqual(new Set([0, 1]));
  });
});

describe("an attempt", () => {
  const knownAnswers = fc
    .dictionary(fc.nat({ max: 30 }).map(String), fc.constantFrom<KnownAnswer>("yes", "no", "either"))
    .map((labels) => new Map(Object.entries(labels).map(([label, is]) => [Number(label), is])));
  const given = fc
    .dictionary(fc.nat({ max: 30 }).map(String), fc.constantFrom<Answer>("yes", "no", "unsure"))
    .map((labels) => Object.entries(labels).map(([label, answer]) => ({ label: Number(label), answer })));

  it("counts every label that is there or was chosen once, but for those that are not scored", () => {
    fc.assert(
      fc.property(knownAnswers, given, (known, answers) => {
        const chosen = new Set(answers.filter(({ answer }) => answer === "yes").map(({ label }) => label));
        const unsure = new Set(answers.filter(({ answer }) => answer === "unsure").map(({ label }) => label));
        const scored = [...new Set([...known.keys(), ...chosen])].filter(
          (label) =>
            !unsure.has(label) &&
            (known.get(label) === "yes" || (known.get(label) === "no" && chosen.has(label))),
        );
        const right = scored.filter((label) => known.get(label) === "yes" && chosen.has(label));
        const score = scoreGold(judgeGold(known, answers));
        expect(countPractice([score])).toEqual({ right: right.length, labels: scored.length });
      }),
    );
  });

  it("is passed by whoever answers as the experts do, whatever could go either way", () => {
    fc.assert(
      fc.property(
        knownAnswers,
        fc.boolean(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (known, way, mark) => {
          const answers = [...known].map(([label, is]) => ({
            label,
            answer: is === "either" ? (way ? ("yes" as const) : ("no" as const)) : is,
          }));
          const counted = countPractice([scoreGold(judgeGold(known, answers))]);
          expect(counted.right).toBe(counted.labels);
          expect(hasPassed(counted, mark)).toBe(true);
        },
      ),
    );
  });

  it("is passed at the mark, and not below it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 0, max: 100 }), (labels, percent) => {
        const needed = Math.ceil((percent * labels) / 100);
        expect(hasPassed({ right: needed, labels }, percent / 100)).toBe(true);
        if (needed > 0) expect(hasPassed({ right: needed - 1, labels }, percent / 100)).toBe(false);
      }),
    );
    expect(hasPassed({ right: 0, labels: 0 }, 1)).toBe(true);
  });

  it("tells label by label what was right, missed, too many, or not scored", () => {
    const known = new Map<number, KnownAnswer>([
      [1, "yes"],
      [2, "yes"],
      [3, "no"],
      [4, "no"],
      [5, "either"],
      [6, "yes"],
    ]);
    const answers = [
      { label: 1, answer: "yes" },
      { label: 3, answer: "yes" },
      { label: 4, answer: "no" },
      { label: 6, answer: "unsure" },
      { label: 9, answer: "yes" },
    ] as const;
    expect(judgeGold(known, answers)).toEqual([
      { label: 1, known: "yes", verdict: "hit" },
      { label: 2, known: "yes", verdict: "missed" },
      { label: 3, known: "no", verdict: "wrong" },
      { label: 5, known: "either", verdict: "either" },
      { label: 6, known: "yes", verdict: "unsure" },
      { label: 9, known: null, verdict: "unknown" },
    ]);
  });
});

describe("where a person stands", () => {
  const facts = {
    isAsked: true,
    isExempt: false,
    isQualified: false,
    isUnderWay: false,
    attemptsUsed: 0,
    attempts: 3,
    able: 10,
    images: 10,
  };

  it.each([
    [{}, "to-begin", false],
    [{ isAsked: false, attemptsUsed: 3 }, "not-asked", true],
    [{ isQualified: true, attemptsUsed: 3 }, "passed", true],
    [{ isExempt: true, able: 0 }, "exempt", true],
    [{ isUnderWay: true, able: 0 }, "under-way", false],
    [{ attemptsUsed: 3 }, "used-up", false],
    [{ attemptsUsed: 2, able: 9 }, "not-ready", false],
  ] as const)("%o is %s", (changed, state, may) => {
    expect(findQualificationState({ ...facts, ...changed })).toBe(state);
    expect(mayAnnotate(state)).toBe(may);
  });
});
