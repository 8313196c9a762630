import { describe, expect, it } from "vitest";
import { drawBinomial } from "./drawBinomial.ts";

/** Park and Miller's numbers: enough for a test. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return (state - 1) / 2147483646;
  };
}

/** Each number of successes with its probability, by the recurrence in logarithms. */
function distribution(trials: number, share: number): number[] {
  const logs = [trials * Math.log1p(-share)];
  for (let k = 1; k <= trials; k++) {
    logs.push(logs[k - 1]! + Math.log(((trials - k + 1) / k) * (share / (1 - share))));
  }
  return logs.map(Math.exp);
}

describe("random numbers of the binomial distribution", () => {
  it.each([
    [5, 0.3],
    [40, 0.02],
    [40, 0.5],
    [60, 0.75],
    [1000, 0.004],
    [1000, 0.3],
    [250_000, 0.0002],
  ])("of %i trials at %f come as often as they should", (trials, share) => {
    const draws = 200_000;
    const random = numbers(11);
    const seen = new Map<number, number>();
    for (let draw = 0; draw < draws; draw++) {
      const successes = drawBinomial(trials, share, random);
      seen.set(successes, (seen.get(successes) ?? 0) + 1);
    }
    // Pearson's test, over the numbers of which at least ten are expected; the rest is one cell.
    const expected = distribution(trials, share).map((probability) => probability * draws);
    const common = expected.flatMap((count, k) => (count >= 10 ? [{ count, seen: seen.get(k) ?? 0 }] : []));
    const rest = (key: "count" | "seen") => draws - common.reduce((sum, cell) => sum + cell[key], 0);
    const cells = [...common, { count: Math.max(1, rest("count")), seen: rest("seen") }];
    const chiSquare = cells.reduce((sum, cell) => sum + (cell.seen - cell.count) ** 2 / cell.count, 0);
    // Some five standard deviations above the mean of the chi-square distribution.
    expect(chiSquare).toBeLessThan(cells.length + 5 * Math.sqrt(2 * cells.length));
  });

  it("are sure at the ends", () => {
    expect(drawBinomial(0, 0.4, numbers(1))).toBe(0);
    expect(drawBinomial(9, 0, numbers(1))).toBe(0);
    expect(drawBinomial(9, 1, numbers(1))).toBe(9);
  });
});
