import { describe, expect, it, test } from "vitest";
import { cohenKappa } from "./cohenKappa.ts";
import { fleissKappa } from "./fleissKappa.ts";

const tableOf = (first: number[], second: number[]) => {
  const table = [
    [0, 0],
    [0, 0],
  ];
  for (const [at, answer] of first.entries()) table[answer]![second[at]!]!++;
  return table;
};

describe("Cohen's kappa", () => {
  it("has the known answer", () => {
    expect(cohenKappa(tableOf([1, 1, 0, 0, 1], [1, 0, 0, 0, 1]))).toBeCloseTo(0.615385, 6);
  });

  it("is 0 where the agreement is that of chance, and negative below", () => {
    expect(cohenKappa(tableOf([1, 1, 0, 0], [1, 0, 1, 0]))).toBe(0);
    expect(cohenKappa(tableOf([1, 0], [0, 1]))).toBe(-1);
  });

  it("is undefined where both always say the same, and without questions", () => {
    expect(cohenKappa(tableOf([1, 1, 1], [1, 1, 1]))).toBeNull();
    expect(cohenKappa(tableOf([], []))).toBeNull();
  });

  it("is 0, not undefined, where only one of them always says the same", () => {
    expect(cohenKappa(tableOf([1, 1, 1], [1, 0, 1]))).toBe(0);
  });
});

describe("Fleiss' kappa", () => {
  test("known answer", () => {
    const counts = [
      [0, 3],
      [1, 2],
      [3, 0],
      [2, 1],
    ];
    expect(fleissKappa(counts).kappa).toBeCloseTo(0.333333, 6);
  });

  it("counts only questions with two answers, and is undefined without them or where all are the same", () => {
    expect(fleissKappa([[1, 0], [0, 1], []])).toEqual({ questions: 0, agreement: null, kappa: null });
    const same = [
      [0, 3],
      [0, 2],
      [1, 0],
    ];
    expect(fleissKappa(same)).toEqual({ questions: 2, agreement: 1, kappa: null });
  });

  it("of unequal numbers of answers is what listing all draws of two answers gives", () => {
    const answers = [[0, 0, 1, 0], [1, 1], [2, 0, 1], [2, 2, 2, 2, 2], [1], [0, 2]];
    const counts = answers.map((row) => [0, 1, 2].map((value) => row.filter((one) => one === value).length));
    const counted = answers.filter((row) => row.length > 1);
    // A question is drawn, each as likely as the others, and of it two answers of different annotators.
    const chanceOfEqual = (row: number[]) => {
      const draws = row.flatMap((a, i) => row.filter((_, j) => j !== i).map((b) => (a === b ? 1 : 0)));
      return draws.reduce((sum: number, draw) => sum + draw, 0) / draws.length;
    };
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const observed = mean(counted.map(chanceOfEqual));
    // Two questions are drawn one after the other, and an answer of each.
    const expected = mean(
      counted.flatMap((one) =>
        counted.map((other) => mean(one.flatMap((a) => other.map((b) => (a === b ? 1 : 0))))),
      ),
    );
    const { questions, agreement, kappa } = fleissKappa(counts);
    expect(questions).toBe(5);
    expect(agreement).toBeCloseTo(observed, 12);
    expect(kappa).toBeCloseTo((observed - expected) / (1 - expected), 12);
  });
});
