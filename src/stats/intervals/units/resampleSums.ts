/** How many numbers are summed side by side: as many as there are registers for. */
const blockWidth = 8;

/** Sums of a block's columns over the units that were drawn, each as often as it was. */
function addBlock(
  block: Float64Array,
  drawn: Int32Array,
  times: Uint32Array,
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

/** Units with the same numbers are one kind, which is added up once: of models, most images are right or wrong for all. */
function joinEqual(
  packed: readonly Float64Array[],
  units: number,
): { kindOf: Int32Array; blocks: Float64Array[] } {
  const kindOf = new Int32Array(units);
  const known = new Map<number, number[]>();
  const kinds: number[] = [];
  const isEqual = (unit: number, other: number) =>
    packed.every((block) => {
      for (let cell = 0; cell < blockWidth; cell++) {
        if (block[unit * blockWidth + cell] !== block[other * blockWidth + cell]) return false;
      }
      return true;
    });
  for (let unit = 0; unit < units; unit++) {
    let hash = 0;
    for (const block of packed) {
      for (let cell = unit * blockWidth; cell < (unit + 1) * blockWidth; cell++) {
        const number = block[cell]!;
        hash = (Math.imul(hash, 31) + (number % 0x7fffffff) + Math.floor(number / 0x7fffffff)) | 0;
      }
    }
    const like = known.get(hash) ?? [];
    let kind = like.find((one) => isEqual(unit, kinds[one]!));
    if (kind === undefined) {
      kind = kinds.push(unit) - 1;
      known.set(hash, [...like, kind]);
    }
    kindOf[unit] = kind;
  }
  const blocks = packed.map((block) => {
    const joined = new Float64Array(kinds.length * blockWidth);
    for (const [kind, unit] of kinds.entries()) {
      joined.set(block.subarray(unit * blockWidth, (unit + 1) * blockWidth), kind * blockWidth);
    }
    return joined;
  });
  return { kindOf, blocks };
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

  const { kindOf, blocks: kinds } = joinEqual(packed, units);
  const kindCount = (kinds[0]?.length ?? 0) / blockWidth;

  const sums = series.map(() => new Float64Array(replicates));
  const times = new Uint32Array(kindCount);
  const drawn = new Int32Array(kindCount);
  const total = new Float64Array(blocks * blockWidth);
  for (let replicate = 0; replicate < replicates; replicate++) {
    times.fill(0);
    for (let draw = 0; draw < units; draw++) times[kindOf[Math.floor(random() * units)]!]!++;
    let different = 0;
    for (let kind = 0; kind < kindCount; kind++) {
      // Avoids an unpredictable branch: what was not drawn is overwritten.
      drawn[different] = kind;
      different += times[kind]! > 0 ? 1 : 0;
    }
    for (const [at, block] of kinds.entries()) {
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
