import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logGamma } from "../../distributions/logGamma.ts";
import type { Interval } from "../interval.ts";
import { clopperPearsonInterval } from "./clopperPearsonInterval.ts";
import { midPBound } from "./midPBound.ts";
import { shareInterval } from "./shareInterval.ts";
import { wilsonInterval } from "./wilsonInterval.ts";

const binomial = (successes: number, trials: number, share: number) =>
  Math.exp(
    logGamma(trials + 1) -
      logGamma(successes + 1) -
      logGamma(trials - successes + 1) +
      successes * Math.log(share) +
      (trials - successes) * Math.log1p(-share),
  );

type Of = (successes: number, trials: number) => Interval | null;

/**
 * The lowest probability of holding the truth, over all true shares. Between two bounds of any of the intervals the same
 * outcomes hold it, and their probability is least at one of the two: a hair beside every bound is all there is to look at.
 */
function minCoverage(trials: number, interval: Of): number {
  const intervals = Array.from({ length: trials + 1 }, (_, successes) => interval(successes, trials)!);
  const bounds = intervals.flat().flatMap((bound) => [bound - 1e-10, bound + 1e-10]);
  let min = 1;
  for (const share of bounds) {
    if (share <= 0 || share >= 1) continue;
    const first = intervals.findIndex(([, high]) => high >= share);
    let [covered, probability] = [0, binomial(first, trials, share)];
    for (let successes = first; successes <= trials; successes++) {
      if (intervals[successes]![0] > share) break;
      covered += probability;
      probability *= ((trials - successes) / (successes + 1)) * (share / (1 - share));
    }
    min = Math.min(min, covered);
  }
  return min;
}

const lowest = (from: number, to: number, interval: Of) =>
  Math.min(...Array.from({ length: to - from + 1 }, (_, at) => minCoverage(from + at, interval)));
const meanWidth = (trials: number, interval: Of) => {
  let sum = 0;
  for (let successes = 0; successes <= trials; successes++) {
    const [low, high] = interval(successes, trials)!;
    sum += high - low;
  }
  return sum / (trials + 1);
};

describe("holds the truth, whatever it is, by all that can happen", () => {
  it("of 1 to 200 trials in 93.6 % or more", () => {
    expect(lowest(1, 200, shareInterval)).toBeGreaterThan(0.936);
  });

  it("of 500 and 1,000 in 93.9 % or more", () => {
    for (const trials of [500, 1000]) expect(minCoverage(trials, shareInterval)).toBeGreaterThan(0.939);
  });

  it("where Wilson's alone does not, and the exact interval is always of 95 %", () => {
    expect(lowest(1, 60, wilsonInterval)).toBeLessThan(0.8);
    expect(lowest(1, 60, clopperPearsonInterval)).toBeGreaterThanOrEqual(0.95);
  });
});

it("is narrower than the exact interval, of every number of trials", () => {
  for (const trials of [1, 2, 3, 5, 10, 15, 19, 20, 40, 74, 76, 100, 200]) {
    const part = meanWidth(trials, shareInterval) / meanWidth(trials, clopperPearsonInterval);
    expect(part).toBeGreaterThan(0.9);
    expect(part).toBeLessThan(0.99);
  }
});

it("has known bounds", () => {
  // Put together from the three bounds with SciPy.
  for (const [successes, trials, low, high] of [
    [1, 1, 0.04778, 1],
    [0, 7, 0, 0.3859097766],
    [3, 3, 0.3487035932, 1],
    [8, 10, 0.4622267059, 0.9662231885],
    [10, 10, 0.703145472, 1],
    [17, 20, 0.631274762, 0.9609780844],
    [35, 100, 0.2625027661, 0.447455567],
    [80, 100, 0.7111708344, 0.8697539881],
    [0, 200, 0, 0.0188453264],
    [2.5, 7.25, 0.0770320276, 0.7275912472],
  ] as const) {
    expect(shareInterval(successes, trials)).toEqual([expect.closeTo(low, 9), expect.closeTo(high, 9)]);
  }
  expect(shareInterval(0, 0)).toBeNull();
});

const trialsOf = fc.double({ min: 0.3, max: 400, noNaN: true });
const shareOf = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1, 0.5));

it("has a width, holds the share, turns round with the outcomes, and jumps nowhere", () => {
  fc.assert(
    fc.property(trialsOf, shareOf, (trials, share) => {
      const [low, high] = shareInterval(share * trials, trials)!;
      expect(high - low).toBeGreaterThan(1e-3);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      expect(low).toBeLessThanOrEqual(share + 1e-12);
      expect(high).toBeGreaterThanOrEqual(share - 1e-12);
      const [back, forth] = shareInterval(trials - share * trials, trials)!;
      expect(back).toBeCloseTo(1 - high, 9);
      expect(forth).toBeCloseTo(1 - low, 9);
      // A millionth more trials, or of the trials more successes, moves no bound by more than some millionths.
      const moreTrials = trials * (1 + 1e-6);
      const moreSuccesses = Math.min(trials, (share + 1e-6) * trials);
      for (const [near, far] of [
        shareInterval(share * moreTrials, moreTrials)!,
        shareInterval(moreSuccesses, trials)!,
      ]) {
        expect(Math.abs(near - low)).toBeLessThan(1e-5);
        expect(Math.abs(far - high)).toBeLessThan(1e-5);
      }
    }),
    { numRuns: 3000, seed: 1 },
  );
});

it("takes the mid-p bound where half of what was seen, and what lies beyond, has 2.5 %", () => {
  for (const [successes, trials] of [
    [3, 20],
    [17, 20],
    [5, 5],
    [39, 300],
  ] as const) {
    const bound = midPBound(0.025, successes, trials, 0.5);
    let beyond = binomial(successes, trials, bound) / 2;
    for (let more = successes + 1; more <= trials; more++) beyond += binomial(more, trials, bound);
    expect(beyond).toBeCloseTo(0.025, 9);
  }
});
