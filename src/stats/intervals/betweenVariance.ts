/** A period's values: how many, their mean, and the sum of the squares of their differences from it. */
export interface PeriodSums {
  count: number;
  mean: number;
  squares: number;
}

export interface BetweenVariance {
  /** By how much means of periods vary beyond what their own values explain; never below 0. */
  variance: number;
  /** Of freedom: periods less series. */
  degrees: number;
}

/**
 * How much the level itself varies from one period to the next, by the method of moments (analysis of variance with
 * unequal counts), pooled over several series, each around a level of its own.
 *
 * @param series of each, its periods; a series of one tells nothing
 * @param within a series' variance inside of a period, from its periods; by default as its values vary
 * @returns null where no series has two periods
 * @see Searle, Casella and McCulloch (1992), Variance components, section 3.6
 */
export function betweenVariance(
  series: readonly (readonly PeriodSums[])[],
  within: (periods: readonly PeriodSums[]) => number = pooledVariance,
): BetweenVariance | null {
  let [excess, weight, degrees] = [0, 0, 0];
  for (const periods of series) {
    if (periods.length < 2) continue;
    const count = periods.reduce((sum, one) => sum + one.count, 0);
    const mean = periods.reduce((sum, one) => sum + one.count * one.mean, 0) / count;
    const between = periods.reduce((sum, one) => sum + one.count * (one.mean - mean) ** 2, 0);
    excess += between - (periods.length - 1) * within(periods);
    weight += count - periods.reduce((sum, one) => sum + one.count ** 2, 0) / count;
    degrees += periods.length - 1;
  }
  return degrees === 0 ? null : { variance: Math.max(0, excess / weight), degrees };
}

function pooledVariance(periods: readonly PeriodSums[]): number {
  const squares = periods.reduce((sum, one) => sum + one.squares, 0);
  const degrees = periods.reduce((sum, one) => sum + one.count - 1, 0);
  return degrees > 0 ? squares / degrees : 0;
}
