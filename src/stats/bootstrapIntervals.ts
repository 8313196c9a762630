import { quantile } from "./quantile.ts";

/** Where more replicates than this have no value, the values of the others would tell a wrong interval. */
const mostUndefined = 0.05;

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
 * terms are one group, so that a replicate costs one draw per unit and one sum per group.
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
): ([number, number] | null)[] {
  const { groups, groupOf } = groupEqual(terms);
  const width = terms[0]?.length ?? 0;
  const values: number[][] = statistics(new Float64Array(width)).map(() => []);
  if (terms.length < 2) return values.map(() => null);

  const drawn = new Uint32Array(groups.length);
  const sums = new Float64Array(width);
  for (let replicate = 0; replicate < replicates; replicate++) {
    drawn.fill(0);
    for (let draw = 0; draw < terms.length; draw++) drawn[groupOf[Math.floor(random() * terms.length)]!]!++;
    sums.fill(0);
    for (let group = 0; group < groups.length; group++) {
      const times = drawn[group]!;
      if (times === 0) continue;
      const row = groups[group]!;
      for (let term = 0; term < width; term++) sums[term]! += times * row[term]!;
    }
    for (const [at, value] of statistics(sums).entries()) if (value !== null) values[at]!.push(value);
  }
  return values.map((list) => {
    if (replicates === 0 || list.length < replicates * (1 - mostUndefined)) return null;
    const sorted = Float64Array.from(list).sort();
    const tail = (1 - confidence) / 2;
    return [quantile(sorted, tail)!, quantile(sorted, 1 - tail)!];
  });
}

function groupEqual(terms: readonly (readonly number[])[]) {
  const groups: (readonly number[])[] = [];
  const known = new Map<string, number>();
  const groupOf = new Uint32Array(terms.length);
  for (const [unit, row] of terms.entries()) {
    const key = row.join();
    const group = known.get(key) ?? groups.push(row) - 1;
    known.set(key, group);
    groupOf[unit] = group;
  }
  return { groups, groupOf };
}
