import { drawBinomial } from "../../distributions/drawBinomial.ts";
import type { Interval } from "../interval.ts";
import { percentileInterval } from "./percentileInterval.ts";

export interface Bootstrap {
  /** How often the units are drawn anew; 0 for no intervals. */
  replicates: number;
  /** Numbers in [0, 1), seeded by the caller so that the same interval comes out again. */
  random: () => number;
  /** 0.95 by default. */
  confidence?: number;
}

/**
 * Bootstrap percentile intervals of statistics that depend on the units' sums only: units (images) are drawn with
 * replacement, as many as there are, their terms are summed, and the statistics taken from the sums. Units with equal
 * terms are one group. How often a group is drawn is a binomial number (of the draws that the groups before it left),
 * so a replicate costs as much as there are groups, however many units; only units of small groups are drawn one by
 * one, a block of neighbours after the other, because random memory access is slow.
 *
 * @param terms per unit its terms, all of one length
 * @param statistics from the sums of the terms; null where undefined
 * @returns per statistic its interval; null with fewer than 2 units, without replicates, or where the statistic is
 * undefined in more than 5 % of the replicates
 * @see Efron and Tibshirani (1993), An introduction to the bootstrap, chapter 13
 */
export function bootstrapIntervals(
  terms: readonly (readonly number[])[],
  statistics: (sums: Float64Array) => readonly (number | null)[],
  { replicates, random, confidence = 0.95 }: Bootstrap,
): (Interval | null)[] {
  const width = terms[0]?.length ?? 0;
  const values: number[][] = statistics(new Float64Array(width)).map(() => []);
  if (terms.length < 2 || replicates === 0) return values.map(() => null);

  const { large, small, smallUnits } = groupEqual(terms);
  const sums = new Float64Array(width);
  for (let replicate = 0; replicate < replicates; replicate++) {
    sums.fill(0);
    let draws = terms.length;
    let units = terms.length;
    for (const { row, count } of large) {
      const times = drawBinomial(draws, count / units, random);
      for (let term = 0; term < width; term++) sums[term]! += times * row[term]!;
      draws -= times;
      units -= count;
    }
    for (let first = 0; first < smallUnits; first += blockSize) {
      const block = Math.min(blockSize, smallUnits - first);
      const times = drawBinomial(draws, block / units, random);
      for (let draw = 0; draw < times; draw++) {
        const at = (first + Math.floor(random() * block)) * width;
        for (let term = 0; term < width; term++) sums[term]! += small[at + term]!;
      }
      draws -= times;
      units -= block;
    }
    for (const [at, value] of statistics(sums).entries()) if (value !== null) values[at]!.push(value);
  }
  return values.map((list) => percentileInterval(list, replicates, confidence));
}

/** Of a group with fewer units than this, drawing each one is quicker than a binomial number. */
const minOfLarge = 8;

/** Number of units whose terms fit into a processor's cache together. */
const blockSize = 256;

/**
 * Terms that several units share, with how many do, the most first; and those of the other units, one after the other.
 */
function groupEqual(terms: readonly (readonly number[])[]) {
  const groups = new Map<string, { row: readonly number[]; count: number }>();
  for (const row of terms) {
    const key = row.join();
    const group = groups.get(key);
    if (group) group.count++;
    else groups.set(key, { row, count: 1 });
  }
  const large = [...groups.values()].filter(({ count }) => count >= minOfLarge);
  const rare = [...groups.values()].filter(({ count }) => count < minOfLarge);
  const smallUnits = rare.reduce((sum, { count }) => sum + count, 0);
  const small = new Float64Array(smallUnits * (terms[0]?.length ?? 0));
  let at = 0;
  for (const { row, count } of rare) {
    for (let unit = 0; unit < count; unit++) {
      small.set(row, at);
      at += row.length;
    }
  }
  return { large: large.sort((a, b) => b.count - a.count), small, smallUnits };
}
