import { expect, it } from "vitest";
import { logGamma } from "./logGamma.ts";
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

it("is Wilson's where all or none succeed, and never without width", () => {
  expect(shareInterval(1, 1)).toEqual(wilsonInterval(1, 1));
  expect(shareInterval(0, 7)).toEqual(wilsonInterval(0, 7));
  expect(shareInterval(3, 3)![0]).toBeCloseTo(0.438503, 6);
  expect(shareInterval(0, 0)).toBeNull();
});

it("reaches as far as the mid-p bound towards the rarer outcome", () => {
  const [low, high] = shareInterval(17, 20)!;
  expect(low).toBe(wilsonInterval(17, 20)![0]);
  // P(X < 3) + P(X = 3) / 2 of a binomial distribution at the bound is 97.5 %.
  const below = [0, 1, 2].reduce((sum, failures) => sum + binomial(failures, 20, 1 - high), 0);
  expect(below + binomial(3, 20, 1 - high) / 2).toBeCloseTo(0.975, 9);
  expect(shareInterval(3, 20)!.map((bound) => 1 - bound)).toEqual([
    expect.closeTo(high, 12),
    expect.closeTo(low, 12),
  ]);
});

it("holds the truth in 93.4 % or more from 20 trials on, by all that can happen", () => {
  let least = 1;
  for (const trials of [20, 24, 30, 36, 50, 60, 100, 200, 500]) {
    const intervals = Array.from({ length: trials + 1 }, (_, successes) => shareInterval(successes, trials)!);
    for (const share of [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.97, 0.99]) {
      const covered = intervals.reduce(
        (sum, [low, high], successes) =>
          low <= share && share <= high ? sum + binomial(successes, trials, share) : sum,
        0,
      );
      least = Math.min(least, covered);
    }
  }
  // Wilson's alone: .9106, of 50 trials at .99.
  expect(least).toBeGreaterThan(0.934);
});
