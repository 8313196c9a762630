export type Interpolation = "bicubic" | "bilinear";

/** How far a filter reaches, in pixels of the larger of both images, and its weight at a distance. */
const filters: Record<Interpolation, { support: number; weight: (distance: number) => number }> = {
  bilinear: {
    support: 1,
    weight: (distance) => Math.max(0, 1 - Math.abs(distance)),
  },
  bicubic: {
    support: 2,
    weight: (distance) => {
      const x = Math.abs(distance);
      if (x < 1) return ((-0.5 + 2) * x - (-0.5 + 3)) * x * x + 1;
      return x < 2 ? (((x - 5) * x + 8) * x - 4) * -0.5 : 0;
    },
  },
};

/** Weights are whole numbers of 2^-22, so that 255 times a weight fits into 32 bits with two bits to spare. */
export const precisionBits = 22;
/** Half of what is shifted out, so that it is rounded. */
export const half = 1 << (precisionBits - 1);

export interface Taps {
  /** Per output pixel: the first input pixel that it is made of, and how many. */
  first: Int32Array;
  count: Int32Array;
  /** Per output pixel `size` weights, of which `count` are used. */
  weights: Int32Array;
  size: number;
}

/** The weights of output pixels `from` to `from + length` of an axis that goes from `inSize` to `outSize` pixels. */
export function makeTaps(
  inSize: number,
  outSize: number,
  from: number,
  length: number,
  by: Interpolation,
): Taps {
  const { support: reach, weight } = filters[by];
  const scale = inSize / outSize;
  const filterScale = Math.max(scale, 1);
  const support = reach * filterScale;
  const size = Math.ceil(support) * 2 + 1;
  const taps = { first: new Int32Array(length), count: new Int32Array(length), size };
  const weights = new Int32Array(length * size);
  const exact = new Float64Array(size);
  for (let at = 0; at < length; at++) {
    const centre = (from + at + 0.5) * scale;
    const first = Math.max(0, Math.trunc(centre - support + 0.5));
    const count = Math.min(inSize, Math.trunc(centre + support + 0.5)) - first;
    let sum = 0;
    for (let tap = 0; tap < count; tap++) {
      exact[tap] = weight((tap + first - centre + 0.5) * (1 / filterScale));
      sum += exact[tap]!;
    }
    for (let tap = 0; tap < count; tap++) {
      const share = sum === 0 ? exact[tap]! : exact[tap]! / sum;
      weights[at * size + tap] = Math.trunc(share * (1 << precisionBits) + (share < 0 ? -0.5 : 0.5));
    }
    taps.first[at] = first;
    taps.count[at] = count;
  }
  return { ...taps, weights };
}
