import { logGamma } from "../../distributions/logGamma.ts";
import type { Interval } from "../interval.ts";

/**
 * The exact interval of how many units of a finite population have a property, from a simple random sample without
 * replacement: all numbers that neither tail of the hypergeometric distribution rules out. Never fewer than were found,
 * never more than found and unseen ones together; of a population that was seen whole, the number itself. It misses the
 * truth at most as often as promised, however rare the property is.
 *
 * @param population units in all
 * @param sampled how many of them were seen; 0 tells nothing
 * @param found how many of these have the property
 * @param alpha how often it may miss, half of it on each side, up to 0.4; 0.05 by default
 * @returns lower and upper bound, whole numbers
 * @throws RangeError unless found <= sampled <= population, all whole
 * @see Buonaccorsi (1987), A note on confidence intervals for proportions in finite populations
 */
export function finiteCountInterval(
  population: number,
  sampled: number,
  found: number,
  alpha = 0.05,
): Interval {
  const areWhole = [population, sampled, found].every((count) => Number.isInteger(count) && count >= 0);
  if (!areWhole || found > sampled || sampled > population)
    throw new RangeError(`${found} found among ${sampled} of ${population} is no sample.`);
  return [
    population - upperBound(population, sampled, sampled - found, alpha / 2),
    upperBound(population, sampled, found, alpha / 2),
  ];
}

/** The largest number with which so few, or fewer, are found with a probability above `tail`. */
function upperBound(population: number, sampled: number, found: number, tail: number): number {
  let [low, high] = [found, population - sampled + found];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (lowerTail(population, sampled, middle, found) > tail) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The probability of at most `found` in the sample where `marked` of the population have the property; .5 from the mean on. */
function lowerTail(population: number, sampled: number, marked: number, found: number): number {
  // Half or so, which no tail is; and the first term may be too small for a number.
  if (found * population >= sampled * marked) return 0.5;
  const others = population - marked;
  let term = Math.exp(
    logWays(marked, found) + logWays(others, sampled - found) - logWays(population, sampled),
  );
  let sum = term;
  for (let count = found; count > 0 && term > sum * 1e-17; count--) {
    term *= (count / (marked - count + 1)) * (Math.max(0, others - sampled + count) / (sampled - count + 1));
    sum += term;
  }
  return sum;
}

/** Natural logarithm of the number of ways to choose so many of so many. */
function logWays(all: number, chosen: number): number {
  return logGamma(all + 1) - logGamma(chosen + 1) - logGamma(all - chosen + 1);
}
