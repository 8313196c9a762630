/**
 * Sums over resampled units: in every replicate as many units as there are are drawn with replacement, and all series
 * are summed over the same draw, so that series can be compared within a replicate.
 *
 * @param series each [units], 0 or 1
 * @param options.random numbers in [0, 1), seeded by the caller
 * @returns [series][replicates]
 * @throws RangeError if the lengths differ
 * @see Efron and Tibshirani (1993), An introduction to the bootstrap, chapter 6
 */
export function resampleSums(
  series: readonly Uint8Array[],
  { replicates, random }: { replicates: number; random: () => number },
): Float64Array[] {
  const units = series[0]?.length ?? 0;
  for (const { length } of series) {
    if (length !== units) throw new RangeError(`series of ${units} and of ${length} units`);
  }
  // Several sums are added up in one double: each needs room for the number of units, of 53 bits in all.
  const base = 2 ** Math.ceil(Math.log2(units + 1));
  const perNumber = Math.max(1, Math.floor(53 / Math.log2(Math.max(base, 2))));
  const width = Math.ceil(series.length / perNumber);
  const packed = new Float64Array(units * width);
  for (const [at, values] of series.entries()) {
    const [column, scale] = [Math.floor(at / perNumber), base ** (at % perNumber)];
    for (let unit = 0; unit < units; unit++) {
      if (values[unit] === 1) packed[unit * width + column]! += scale;
    }
  }

  const sums = series.map(() => new Float64Array(replicates));
  const times = new Uint16Array(units);
  const total = new Float64Array(width);
  for (let replicate = 0; replicate < replicates; replicate++) {
    times.fill(0);
    for (let draw = 0; draw < units; draw++) times[Math.floor(random() * units)]!++;
    total.fill(0);
    for (let unit = 0, at = 0; unit < units; unit++, at += width) {
      const drawn = times[unit]!;
      if (drawn === 0) continue;
      for (let column = 0; column < width; column++) total[column]! += drawn * packed[at + column]!;
    }
    for (let at = 0; at < series.length; at += perNumber) {
      let rest = total[at / perNumber]!;
      for (let part = at; part < Math.min(at + perNumber, series.length); part++) {
        const above = Math.floor(rest / base);
        sums[part]![replicate] = rest - above * base;
        rest = above;
      }
    }
  }
  return sums;
}
