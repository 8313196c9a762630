import type { Interval } from "../interval.ts";

/** The normal distribution's 97.5 % point: for intervals of 95 %. */
const z95 = 1.959963984540054;

/**
 * The Wilson score interval of a share: where the true share lies with 95 % confidence.
 *
 * @param successes how many of `trials`
 * @returns lower and upper bound, between 0 and 1; null where there are no trials
 * @see Wilson (1927), Probable inference, the law of succession, and statistical inference
 */
export function wilsonInterval(successes: number, trials: number, z = z95): Interval | null {
  if (trials === 0) return null;
  const share = successes / trials;
  const shrink = 1 + z ** 2 / trials;
  const centre = (share + z ** 2 / (2 * trials)) / shrink;
  const halfWidth = (z / shrink) * Math.sqrt((share * (1 - share)) / trials + z ** 2 / (4 * trials ** 2));
  // Where the share is 0 or 1 the bound is too; rounding would leave it a hair off, and others beyond 0 and 1.
  return [
    successes === 0 ? 0 : Math.max(0, centre - halfWidth),
    successes === trials ? 1 : Math.min(1, centre + halfWidth),
  ];
}
