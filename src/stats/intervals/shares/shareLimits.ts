import { logGamma } from "../../distributions/logGamma.ts";

/** Successes of some trials in a period. */
export interface PeriodCounts {
  successes: number;
  trials: number;
}

export interface CountLimits {
  /** The fewest successes that are not too few. */
  low: number;
  /** The most that are not too many. */
  high: number;
}

/**
 * Between which numbers of successes the next period lies if nothing has changed: the limits of a control chart that hold
 * however few trials there are. The next number is beta-binomial: chance among its trials, what earlier periods leave
 * open of the share (Jeffreys' prior), and how much the share itself varies between periods. Where `low` is 0, no number
 * is too few.
 *
 * @param next trials of each period that is judged; several are judged by their sum
 * @param earlier periods in which nothing had changed
 * @param correlation of two trials of a period: the variance of the share between periods over share * (1 - share); 0 to 1
 * @param tail at most this probability lies below `low`, and as much above `high`; 0 to .5
 * @see Meeker, Hahn and Escobar (2017), Statistical intervals, section 6.6; for the variation between periods Laney (2002),
 * Improved control charts for attributes
 */
export function shareLimits(
  next: readonly number[],
  earlier: readonly PeriodCounts[],
  correlation: number,
  tail: number,
): CountLimits {
  const trials = next.reduce((sum, one) => sum + one, 0);
  // As many independent trials as earlier ones are worth.
  let [worth, successes] = [0, 0];
  for (const one of earlier) {
    const weight = 1 / (1 + Math.max(0, one.trials - 1) * correlation);
    worth += one.trials * weight;
    successes += one.successes * weight;
  }
  const share = (successes + 0.5) / (worth + 1);
  const open = 1 / (worth + 2);
  const pairs = next.reduce((sum, one) => sum + one * (one - 1), 0);
  const varying = trials > 1 ? (correlation * pairs) / (trials * (trials - 1)) : 0;
  const together = open + Math.min(varying, 1 - 1e-9) * (1 - open);
  const size = 1 / together - 1;
  const probability = betaBinomial(trials, share * size, (1 - share) * size);
  return { low: firstAbove(probability, tail), high: trials - firstAbove(probability.toReversed(), tail) };
}

/** The probability of 0, 1, ... `trials` successes. */
function betaBinomial(trials: number, a: number, b: number): number[] {
  const constant =
    logGamma(trials + 1) + logGamma(a + b) - logGamma(a) - logGamma(b) - logGamma(trials + a + b);
  return Array.from({ length: trials + 1 }, (_, k) =>
    Math.exp(
      constant + logGamma(k + a) + logGamma(trials - k + b) - logGamma(k + 1) - logGamma(trials - k + 1),
    ),
  );
}

/** The first place at which the sum so far is greater than `tail`. */
function firstAbove(probability: readonly number[], tail: number): number {
  let sum = 0;
  for (const [at, one] of probability.entries()) {
    sum += one;
    if (sum > tail) return at;
  }
  return probability.length - 1;
}
