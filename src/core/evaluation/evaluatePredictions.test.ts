import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TopLabels } from "../../stats/metrics/topLabels.ts";
import { seededRandom } from "../seededRandom.ts";
import { evaluateAnswers, evaluateLabelSets, evaluatePredictions } from "./evaluatePredictions.ts";

const names = { model: "a.npy", labels: "the labels" };

/** A model of some accuracy on images whose labels are as frequent as `draw` makes them. */
function simulate(
  {
    images,
    classes,
    accuracy,
    seed = 1,
  }: { images: number; classes: number; accuracy: number; seed?: number },
  draw: (random: () => number) => number = (random) => Math.floor(random() * classes),
) {
  const random = seededRandom(`${seed}`);
  const sets = Array.from({ length: images }, () => [draw(random)]);
  const first = sets.map(([label]) =>
    random() < accuracy ? label! : (label! + 1 + Math.floor(random() * (classes - 1))) % classes,
  );
  return { sets, first, random };
}

const topOf = (first: readonly number[]): TopLabels => ({ depth: 1, labels: first });
const verdictOf = (first: readonly number[], sets: number[][], classes: number | null) =>
  evaluatePredictions(topOf(first), sets, names, classes).plausibility.verdict;

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  const mixed = [...items];
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [mixed[at], mixed[other]] = [mixed[other]!, mixed[at]!];
  }
  return mixed;
}

describe("predictions and labels", () => {
  it.each([
    { images: 300, classes: 1000 },
    { images: 60, classes: 100 },
    { images: 100, classes: 10 },
    { images: 120, classes: 5 },
    { images: 200, classes: 2 },
  ])("that belong together fit, and stop when shuffled: %o", (size) => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const { sets, first, random } = simulate({ ...size, accuracy: 0.8, seed });
      expect(verdictOf(first, sets, size.classes)).toBe("fits");
      expect(verdictOf(shuffled(first, random), sets, null)).toBe("chance");
    }
  });

  it("of a weak model fit, where there are images enough to tell", () => {
    expect(verdictOf(...weak(300, 1000, 0.05))).toBe("fits");
    expect(verdictOf(...weak(1000, 10, 0.2))).toBe("fits");
    expect(verdictOf(...weak(500, 2, 0.6))).toBe("fits");
  });
  const weak = (images: number, classes: number, accuracy: number) => {
    const { sets, first } = simulate({ images, classes, accuracy });
    return [first, sets, classes] as const;
  };

  it("are not stopped where too few images cannot tell", () => {
    expect(verdictOf([1, 2, 3, 4], [[5], [6], [7], [8]], 1000)).toBe("undecided");
    expect(verdictOf([0, 1, 0, 1], [[1], [0], [1], [1]], 2)).toBe("undecided");
    expect(evaluatePredictions(topOf([1]), [[]], names, 10)).toEqual({
      plausibility: { count: 0, total: 0, chance: 0, verdict: "undecided" },
    });
  });

  it("stop where two classes are swapped, even on few images", () => {
    const sets = Array.from({ length: 12 }, (_, image) => [image % 2]);
    expect(
      verdictOf(
        sets.map(([label]) => 1 - label!),
        sets,
        2,
      ),
    ).toBe("chance");
  });

  it("are not stopped where one label is most of the images, though shuffling would change little", () => {
    const sets = Array.from({ length: 400 }, () => [7]);
    expect(
      verdictOf(
        sets.map((_, image) => (image % 10 === 0 ? 3 : 7)),
        sets,
        1000,
      ),
    ).toBe("undecided");
    const majority = sets.map((_, image) => [image % 4 === 0 ? 1 : 0]);
    expect(
      verdictOf(
        majority.map(() => 0),
        majority,
        5,
      ),
    ).toBe("undecided");
    expect(
      verdictOf(
        sets.map(() => 3),
        sets,
        1000,
      ),
    ).toBe("chance");
  });

  it("whose classes are one off, or sorted as text, are told from a model that is often wrong", () => {
    const { sets, first } = simulate({ images: 400, classes: 120, accuracy: 0.7 });
    const order = Array.from({ length: 120 }, (_, label) => String(label))
      .sort()
      .map(Number);
    // Neighbours are alike: a third of the images holds the next label, too.
    const alike = sets.map(([label], image) => (image % 3 === 0 ? [label!, (label! + 1) % 120] : [label!]));
    expect(verdictOf(first, alike, 120)).toBe("fits");
    const off = evaluatePredictions(topOf(first.map((label) => label + 1)), alike, names, null);
    expect(off.plausibility.verdict).toBe("otherwise");
    expect(off.sentence).toMatch(/a\.npy and the labels agree on .*--offset 1\)\.$/);
    const before = evaluatePredictions(topOf(first.map((label) => label - 1)), alike, names, null);
    expect(before.sentence).toContain("--offset -1");
    const text = evaluatePredictions(topOf(first.map((label) => order.indexOf(label))), alike, names, 120);
    expect(text.sentence).toContain("--class-order");
  });

  it("that stand worst first are told by the last label", () => {
    const { sets, first } = simulate({ images: 100, classes: 50, accuracy: 0.8 });
    const labels = first.flatMap((label) => [(label + 9) % 50, (label + 5) % 50, label]);
    const found = evaluatePredictions({ depth: 3, labels }, sets, names, 50);
    expect(found.sentence).toContain("the best label must be first");
  });

  it("never stop a model that is right on half of the images or more", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 3, max: 500 }),
        fc.integer({ min: 1, max: 1000 }),
        (images, classes, seed) => {
          const { sets, first } = simulate({ images, classes, accuracy: 0.7, seed });
          const right = first.filter((label, image) => label === sets[image]![0]).length;
          fc.pre(right * 2 >= images);
          expect(["fits", "undecided"]).toContain(verdictOf(first, sets, classes));
        },
      ),
    );
  });
});

it("label sets and original labels are compared likewise", () => {
  const { sets, random } = simulate({ images: 200, classes: 40, accuracy: 1 });
  const originals = sets.map(([label]) => [label!]);
  const several = sets.map(([label]) => [label!, (label! + 7) % 40]);
  const ab = { a: "labels.json", b: "the original labels" };
  expect(evaluateLabelSets(several, originals, ab, null).sentence).toBeUndefined();
  const mixed = evaluateLabelSets(shuffled(several, random), originals, ab, null);
  expect(mixed.plausibility.verdict).toBe("chance");
  expect(mixed.sentence).toMatch(
    /^labels\.json and the original labels agree on \d+ of 200 images \(.* %\); at random/,
  );
});

describe("answers to yes-no questions and the true ones", () => {
  /** Answers that are right with some probability, of questions whose truth is yes in some share. */
  const answer = (total: number, shareOfYes: number, accuracy: number, seed: number) => {
    const random = seededRandom(`${seed}`);
    const truths = Array.from({ length: total }, () => (random() < shareOfYes ? 1 : 0));
    return {
      truths,
      answers: truths.map((truth) => (random() < accuracy ? truth : 1 - truth)),
      random,
    };
  };
  const verdict = (answers: readonly number[], truths: readonly number[]) =>
    evaluateAnswers(answers, truths).plausibility.verdict;

  it.each([
    { total: 60, shareOfYes: 0.5, accuracy: 0.9 },
    { total: 100, shareOfYes: 0.3, accuracy: 0.9 },
    { total: 400, shareOfYes: 0.1, accuracy: 0.95 },
    { total: 300, shareOfYes: 0.5, accuracy: 0.7 },
  ])("that belong together fit, and stop when shuffled or turned round: %o", (size) => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const { answers, truths, random } = answer(size.total, size.shareOfYes, size.accuracy, seed);
      expect(verdict(answers, truths)).toBe("fits");
      expect(verdict(shuffled(answers, random), truths)).not.toBe("fits");
      const turned = answers.map((one) => 1 - one);
      expect(verdict(turned, truths)).toBe("chance");
    }
    const alike = answer(size.total, 0.5, 1, 6);
    expect(verdict(shuffled(alike.answers, alike.random), alike.truths)).toBe("chance");
  });

  it("that are few or all alike stop nothing", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0, 1), { minLength: 1, maxLength: 19 }), (truths) => {
        expect(verdict(truths, truths)).not.toBe("chance");
        expect(evaluateAnswers(truths, truths).sentence ?? "too few questions").toContain(
          "too few questions",
        );
      }),
    );
    const truths = Array.from({ length: 500 }, (_, at) => (at % 7 === 0 ? 1 : 0));
    for (const one of [0, 1]) {
      const { plausibility, sentence } = evaluateAnswers(
        truths.map(() => one),
        truths,
      );
      expect(plausibility.verdict).toBe("undecided");
      expect(sentence).toContain("too much alike");
    }
  });
});
