import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Decision } from "../tasks/decision.ts";
import { carryTop } from "./carryTop.ts";
import {
  carryCards,
  carryOriginals,
  carryRanking,
  type Formers,
  heirOf,
  mergeAnswers,
  mergeDecisions,
  standIns,
} from "./labelFate.ts";

/** 1 is retired, 2 merged into 3, 4 split into 5 and 6, 7 merged into 2, which is 3 by now; 6 is retired. */
const formers: Formers = new Map([
  [1, { fate: "retired", into: [] }],
  [2, { fate: "merged", into: [3] }],
  [4, { fate: "split", into: [5, 6, 8] }],
  [6, { fate: "retired", into: [] }],
  [7, { fate: "merged", into: [2] }],
]);

const ranked = (label: number, score: number, models = 1) => ({ label, score, models });
const decision = (
  label: number,
  answer: Decision["answer"],
  how: Decision["how"] = "proposal",
): Decision => ({
  label,
  answer,
  how,
  position: label,
  shownMs: 100 * label,
});

describe("a label that is no longer offered", () => {
  test("has in its place what it was merged or split into, and what became of that", () => {
    expect([0, 1, 2, 4, 7].map((label) => standIns(label, formers))).toEqual([[0], [], [3], [5, 8], [3]]);
    expect([0, 1, 2, 4, 7].map((label) => heirOf(label, formers))).toEqual([0, 1, 3, 4, 3]);
    expect(carryOriginals([7, 1, 4, 0, 3], formers)).toEqual([0, 3]);
  });

  test("gives its place in a ranking to what is offered instead", () => {
    expect(
      carryRanking([ranked(2, 0.5), ranked(1, 0.2), ranked(4, 0.1, 2), ranked(3, 0.05, 4)], formers),
    ).toEqual([ranked(3, 0.5, 5), ranked(5, 0.1, 2), ranked(8, 0.1, 2)]);
    expect(carryRanking([ranked(2, Number.NaN), ranked(3, 0.3)], formers)).toEqual([ranked(3, 0.3)]);
  });

  test("gives it in rows of first labels, which stay as long as they are", () => {
    const top = { depth: 3, labels: Int32Array.of(1, 2, 3, 4, 0, -1, 9, 10, 11) };
    expect(carryTop(top, formers)).toEqual({
      depth: 3,
      labels: Int32Array.of(3, -1, -1, 5, 8, 0, 9, 10, 11),
    });
    expect(carryTop(top, new Map()).labels).toBe(top.labels);
  });

  test("never moves the classes of a model: labels that are offered keep number, score and order", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(12), { maxLength: 12 }), (labels) => {
        const ranking = labels.map((label, at) => ranked(label, 1 - at / 20));
        const carried = carryRanking(ranking, formers);
        const offered = new Set([...labels.flatMap((label) => standIns(label, formers))]);
        expect(carried.map(({ label }) => label)).toEqual([...offered]);
        for (const { label, score } of carried)
          expect(score).toBe(
            Math.max(
              ...ranking
                .filter((one) => standIns(one.label, formers).includes(label))
                .map((one) => one.score),
            ),
          );
      }),
    );
  });
});

describe("answers on two labels that become one", () => {
  test.each([
    ["yes", "no", "yes"],
    ["no", "yes", "yes"],
    ["yes", undefined, "yes"],
    ["unsure", "no", "unsure"],
    ["unsure", "yes", "yes"],
    ["no", "no", "no"],
    ["no", undefined, undefined],
    [undefined, "no", undefined],
    [undefined, undefined, undefined],
  ] as const)("%s and %s: %s", (first, second, both) => {
    expect(mergeAnswers(first, second)).toBe(both);
    expect(mergeAnswers(second, first)).toBe(both);
  });

  test("keep how the label came that gave the answer", () => {
    expect(mergeDecisions(decision(2, "yes", "search"), decision(3, "no"), 3)).toEqual({
      ...decision(2, "yes", "search"),
      label: 3,
      shownMs: 300,
    });
    expect(mergeDecisions(decision(2, "no", "search"), decision(3, "no"), 3)).toEqual(decision(3, "no"));
    expect(mergeDecisions(decision(2, "yes"), undefined, 3)).toEqual({ ...decision(2, "yes"), label: 3 });
    expect(mergeDecisions(decision(2, "no"), undefined, 3)).toBeUndefined();
    expect(mergeDecisions(undefined, decision(3, "no"), 3)).toBeUndefined();
    expect(mergeDecisions(undefined, decision(3, "yes"), 3)).toEqual(decision(3, "yes"));
  });

  test("stand on one card of a page that was served before", () => {
    const card = (label: number, answer: Decision["answer"] | null) => ({
      label,
      answer,
      how: "proposal" as const,
      position: label,
      shownMs: 500,
    });
    expect(carryCards([card(2, "yes"), card(3, null), card(1, "yes")], formers)).toEqual([
      { ...card(2, "yes"), label: 3 },
      card(1, "yes"),
    ]);
    expect(carryCards([card(3, "no"), card(7, "no")], formers)).toEqual([card(3, "no")]);
    expect(carryCards([card(3, "no"), card(7, null)], formers)).toEqual([card(3, null)]);
  });
});
