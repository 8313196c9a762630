/** Numbers that are added up side by side: as many as there are registers for. */
const blockWidth = 8;

/** Sums of a block's columns over the units that were drawn, each as often as it was. */
function addBlock(
  block: Float64Array,
  drawn: Int32Array,
  times: Uint16Array,
  total: Float64Array,
  first: number,
): void {
  let [a, b, c, d, e, f, g, h] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let at = 0; at < drawn.length; at++) {
    const unit = drawn[at]!;
    const often = times[unit]!;
    const cell = unit * blockWidth;
    a += often * block[cell]!;
    b += often * block[cell + 1]!;
    c += often * block[cell + 2]!;
    d += often * block[cell + 3]!;
    e += often * block[cell + 4]!;
    f += often * block[cell + 5]!;
    g += often * block[cell + 6]!;
    h += often * block[cell + 7]!;
  }
  total[first] = a;
  total[first + 1] = b;
  total[first + 2] = c;
  total[first + 3] = d;
  total[first + 4] = e;
  total[first + 5] = f;
  total[first + 6] = g;
  total[first + 7] = h;
}

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
  const blocks = Math.ceil(width / blockWidth);
  const packed = Array.from({ length: blocks }, () => new Float64Array(units * blockWidth));
  for (const [at, values] of series.entries()) {
    const [column, scale] = [Math.floor(at / perNumber), base ** (at % perNumber)];
    const block = packed[Math.floor(column / blockWidth)]!;
    for (let unit = 0, cell = column % blockWidth; unit < units; unit++, cell += blockWidth) {
      if (values[unit] === 1) block[cell]! += scale;
    }
  }

  const sums = series.map(() => new Float64Array(replicates));
  const times = new Uint16Array(units);
  const drawn = new Int32Array(units);
  const total = new Float64Array(blocks * blockWidth);
  for (let replicate = 0; replicate < replicates; replicate++) {
    times.fill(0);
    for (let draw = 0; draw < units; draw++) times[Math.floor(random() * units)]!++;
    let different = 0;
    for (let unit = 0; unit < units; unit++) if (times[unit]! > 0) drawn[different++] = unit;
    for (const [at, block] of packed.entries()) {
      addBlock(block, drawn.subarray(0, different), times, total, at * blockWidth);
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
