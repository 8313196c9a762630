import { describe, expect, it } from "vitest";
import { voteTable } from "../testing/voteTable.ts";
import { logOddsOf, nextAnswers } from "./nextAnswers.ts";
import { worthOfAsking } from "./worthOfAsking.ts";

describe("what is answered next", () => {
  // Two items that are there: yyn and ynn; one that is not: nnn.
  const next = nextAnswers(voteTable(["yyn", "ynn", "nnn", "yyy"]), [1, 1, 0, Number.NaN], 3);

  it("counts the answers of all orders", () => {
    expect(next.prior).toBe(2 / 3);
    expect(next.after(1, 0, 0, 0)[2]).toBeCloseTo(1 / 2, 2);
    // After a yes, which comes first on yyn with 2/3 and on ynn with 1/3: 1/2 and 0 of the others are yes.
    expect(next.after(1, 0, 0, 1)[2]).toBeCloseTo(2 / 3 / 2 / (2 / 3 + 1 / 3), 2);
    expect(next.after(0, 1, 0, 0)[0]).toBeCloseTo(1, 2);
  });

  it("gives the odds of the answers so far, in whatever order", () => {
    const many = nextAnswers(
      voteTable([...Array(30).fill("yyn"), ...Array(30).fill("ynn"), ...Array(30).fill("nnn"), "nny", "nyy"]),
      [...Array(60).fill(1), ...Array(32).fill(0)],
      3,
    );
    // P(one yes, one no | there) = 2/3 for either kind; | not: nny 2/3, nyy 2/3 of 2 among 32.
    const expected = Math.log(60 / 32) + Math.log(2 / 3 / ((2 * (2 / 3)) / 32));
    expect(logOddsOf(many, 1, 0, 1)).toBeCloseTo(expected, 2);
  });
});

describe("asking on", () => {
  // People are independent here: yes of three in four where it is there, of one in four where it is not.
  const after = (truth: 0 | 1) => (truth === 1 ? ([0.25, 0, 0.75] as const) : ([0.75, 0, 0.25] as const));
  const next = (depth: number) => ({
    depth,
    prior: 0.5,
    after: (truth: 0 | 1) => after(truth).map((share) => share || 1e-12) as [number, number, number],
  });

  it("is worth the errors that it saves, less its price", () => {
    const worth = worthOfAsking(next(1), { answer: 0.1 });
    // Even odds: half are wrong now, a quarter after one answer.
    expect(worth(0, 0, 0, 0)).toBeCloseTo(0.25 - 0.1, 3);
    expect(worth(0, 0, 1, 0)).toBe(Number.NEGATIVE_INFINITY);
    // At nine to one no answer turns the label: its price is lost.
    expect(worth(0, 0, 0, Math.log(9))).toBeCloseTo(-0.1, 2);
  });

  it("sees that two answers may turn what one cannot", () => {
    const odds = Math.log(4);
    expect(worthOfAsking(next(1), { answer: 0.001 })(0, 0, 0, odds)).toBeLessThan(0);
    // Two no in a row: .2 * 9/16 are not there and known so, .8 * 1/16 are and are given up: .0625 fewer wrong.
    const saved = 0.2 * (9 / 16) - 0.8 * (1 / 16);
    const asked = 1 + (0.8 * 0.25 + 0.2 * 0.75);
    expect(worthOfAsking(next(2), { answer: 0.001 })(0, 0, 0, odds)).toBeCloseTo(saved - 0.001 * asked, 3);
  });

  it("goes by what either error costs", () => {
    const odds = -Math.log(4);
    const even = worthOfAsking(next(1), { answer: 0.01 })(0, 0, 0, odds);
    expect(even).toBeLessThan(0);
    // A fifth is there; left out, it costs 3 each: .6. Asked once: .2 * .25 * 3 left out and .8 * .25 taken wrongly.
    const dear = worthOfAsking(next(1), { answer: 0.01, missed: 3 })(0, 0, 0, odds);
    expect(dear).toBeCloseTo(0.6 - (0.15 + 0.2 + 0.01), 2);
  });
});
