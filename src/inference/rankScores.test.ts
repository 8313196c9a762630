import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rankScores } from "./rankScores.ts";

describe("rankScores", () => {
  test("turns logits into probabilities, the best first", () => {
    const { labels, scores } = rankScores([0, Math.log(2), Math.log(5)], {
      kind: "logits",
      offset: 0,
      topK: 2,
    });
    expect([...labels]).toEqual([2, 1]);
    expect(scores).toEqual(Float32Array.of(5 / 8, 2 / 8));
  });

  test("does not overflow", () => {
    const { scores } = rankScores([1e4, 1e4 - 1, -1e4], { kind: "logits", offset: 0, topK: 3 });
    expect(scores[0]).toBeCloseTo(1 / (1 + Math.exp(-1)));
    expect(scores[2]).toBe(0);
  });

  test("tells what a softmax has been through, and what cannot be a probability", () => {
    const rank = (outputs: number[], kind: "logits" | "probabilities") =>
      rankScores(outputs, { kind, offset: 0, topK: 3 });
    expect(rank([0.2, 0.5, 0.3], "logits").isNormalised).toBe(true);
    expect(rank([20, 50, 30], "logits").isNormalised).toBe(true);
    expect(rank([0.2, 0.5, 0.9], "logits").isNormalised).toBe(false);
    expect(rank([-0.5, 1.2, 0.3], "logits").isNormalised).toBe(false);
    expect(() => rank([0.2, 1.2, 0.3], "probabilities")).toThrow(/output 1 is 1.2.*between 0 and 1/);
    expect(() => rank([-3, 0.2, 0.3], "probabilities")).toThrow(/output 0 is -3/);
  });

  test("takes probabilities as they are", () => {
    const { labels, scores } = rankScores([0.25, 0.5, 0.125], { kind: "probabilities", offset: 0, topK: 9 });
    expect([...labels]).toEqual([1, 0, 2]);
    expect([...scores]).toEqual([0.5, 0.25, 0.125]);
  });

  test("equal scores go by label index", () => {
    expect([...rankScores([1, 3, 1, 3, 3], { kind: "logits", offset: 0, topK: 4 }).labels]).toEqual([
      1, 3, 4, 0,
    ]);
  });

  test("a background class is no label, but keeps its share", () => {
    const { labels, scores } = rankScores([Math.log(2), 0, 0], { kind: "logits", offset: 1, topK: 5 });
    expect([...labels]).toEqual([0, 1]);
    expect([...scores]).toEqual([0.25, 0.25]);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])("refuses %s", (output) => {
    expect(() => rankScores([0, output], { kind: "logits", offset: 0, topK: 1 })).toThrow("output 1");
  });

  test("is the head of all labels in order, for any outputs", () => {
    const outputs = fc.array(fc.float({ min: -50, max: 50, noNaN: true }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(outputs, fc.integer({ min: 1, max: 60 }), (logits, topK) => {
        const all = rankScores(logits, { kind: "logits", offset: 0, topK: logits.length });
        const best = rankScores(logits, { kind: "logits", offset: 0, topK });
        expect([...best.labels]).toEqual([...all.labels].slice(0, topK));
        expect(all.scores.toSorted().reverse()).toEqual(all.scores);
        expect(all.scores.reduce((sum, score) => sum + score, 0)).toBeCloseTo(1, 5);
      }),
    );
  });
});
