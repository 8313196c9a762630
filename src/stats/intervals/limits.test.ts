import { describe, expect, it } from "vitest";
import { betweenVariance } from "./betweenVariance.ts";
import { meanLimits } from "./meanLimits.ts";
import { shareLimits } from "./shares/shareLimits.ts";

describe("shareLimits", () => {
  it("are those of the binomial distribution where the share is known", () => {
    const known = [{ successes: 8e8, trials: 1e9 }];
    // P(X <= 4) is .0064 and P(X <= 3) is .0009; P(X = 10) is .107.
    expect(shareLimits([10], known, 0, 0.004)).toEqual({ low: 4, high: 10 });
    expect(shareLimits([10], known, 0, 0.11)).toEqual({ low: 6, high: 9 });
  });

  it("are wider the less is known, and the more the share varies by itself", () => {
    const periods = Array.from({ length: 5 }, () => ({ successes: 8, trials: 10 }));
    // Beta-binomial of 40.5 and 10.5: P(X <= 3) is .0028 and P(X <= 4) is .0137; of 5.20 and 1.39: P(X <= 1) is .0031.
    expect(shareLimits([10], periods, 0, 0.004).low).toBe(4);
    expect(shareLimits([10], periods, 0.1, 0.004).low).toBe(2);
    // Ten trials in ten periods do not vary together.
    const many = Array.from({ length: 1000 }, () => ({ successes: 800, trials: 1000 }));
    expect(shareLimits(Array(10).fill(1), many, 0.1, 0.004).low).toBe(4);
    expect(shareLimits([10], many, 0.1, 0.004).low).toBeLessThan(4);
  });

  it("have none below where no number is too few", () => {
    expect(shareLimits([2], [{ successes: 8, trials: 10 }], 0, 0.004).low).toBe(0);
    expect(shareLimits([3], [], 0, 0.004)).toEqual({ low: 0, high: 3 });
  });
});

describe("betweenVariance", () => {
  const period = (...values: number[]) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return {
      count: values.length,
      mean,
      squares: values.reduce((sum, value) => sum + (value - mean) ** 2, 0),
    };
  };

  it("is that of the analysis of variance", () => {
    // Means 2, 4, 9; mean squares 26 between and 1 within: (26 - 1) / 2.
    const series = [period(2 - Math.SQRT1_2, 2 + Math.SQRT1_2), period(4 - Math.SQRT1_2, 4 + Math.SQRT1_2)];
    const third = period(9 - Math.SQRT1_2, 9 + Math.SQRT1_2);
    const found = betweenVariance([[...series, third]])!;
    expect(found.variance).toBeCloseTo(12.5, 9);
    expect(found.degrees).toBe(2);
  });

  it("is pooled over series at different levels, and never below 0", () => {
    const alike = (level: number) => [period(level, level + 2), period(level, level + 2)];
    expect(betweenVariance([alike(0), alike(100)])).toEqual({ variance: 0, degrees: 2 });
    expect(betweenVariance([[period(1, 2)], []])).toBeNull();
  });
});

describe("meanLimits", () => {
  const none = { count: 0, variance: 0 };

  it("are a prediction interval of Student's where periods do not vary by themselves", () => {
    const earlier = [
      { count: 6, mean: 1, squares: 8 },
      { count: 6, mean: 3, squares: 12 },
    ];
    const between = { variance: 0, degrees: 1 };
    const found = meanLimits([{ count: 4, mean: 7, squares: 0 }], earlier, {
      between,
      prior: none,
      tail: 0.025,
    });
    // Ten degrees: 2.228139; variance 2 of a value, so 2 / 4 + 2 / 12.
    expect(found.mean).toBe(7);
    expect(found.limits[0]).toBeCloseTo(2 - 2.2281389 * Math.sqrt(2 / 3), 6);
    expect(found.limits[1]).toBeCloseTo(2 + 2.2281389 * Math.sqrt(2 / 3), 6);
  });

  it("are one of the periods' means where only these vary", () => {
    const earlier = [1, 2, 3, 4].map((mean) => ({ count: 5, mean, squares: 0 }));
    const between = { variance: 5 / 3, degrees: 3 };
    const next = [{ count: 5, mean: 0, squares: 0 }];
    const { limits } = meanLimits(next, earlier, { between, prior: none, tail: 0.025 });
    // Three degrees: 3.182446.
    expect(limits[1] - 2.5).toBeCloseTo(3.1824463 * Math.sqrt((5 / 3) * 1.25), 6);
  });

  it("have a width where all values were alike", () => {
    const earlier = [{ count: 30, mean: 1, squares: 0 }];
    const between = { variance: 0, degrees: 8 };
    const next = [{ count: 10, mean: 1, squares: 0 }];
    const { limits } = meanLimits(next, earlier, { between, prior: { count: 4, variance: 1 }, tail: 0.002 });
    expect(limits[0]).toBeLessThan(0.9);
    expect(limits[1]).toBeGreaterThan(1.1);
  });
});
