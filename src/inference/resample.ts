import type { RgbPixels } from "../files/images/decodeImage.ts";

export type Interpolation = "bicubic" | "bilinear";

/** A part of the resized image: only its pixels are computed. */
export interface Window {
  left: number;
  top: number;
  width: number;
  height: number;
}

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
const precisionBits = 22;
const half = 1 << (precisionBits - 1);

interface Taps {
  /** Per output pixel: the first input pixel that it is made of, and how many. */
  first: Int32Array;
  count: Int32Array;
  /** Per output pixel `size` weights, of which `count` are used. */
  weights: Int32Array;
  size: number;
}

/** The weights of output pixels `from` to `from + length` of an axis that goes from `inSize` to `outSize` pixels. */
function makeTaps(inSize: number, outSize: number, from: number, length: number, by: Interpolation): Taps {
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

/** Resizes rows `top` to `top + height` of an image in width. */
function resampleColumns(image: RgbPixels, top: number, height: number, taps: Taps): Uint8Array {
  const { first, count, weights, size } = taps;
  const width = first.length;
  const { data } = image;
  const out = new Uint8ClampedArray(width * height * 3);
  for (let y = 0, to = 0; y < height; y++) {
    const row = (top + y) * image.width * 3;
    for (let x = 0; x < width; x++, to += 3) {
      let red = half;
      let green = half;
      let blue = half;
      let from = row + first[x]! * 3;
      const end = x * size + count[x]!;
      for (let tap = x * size; tap < end; tap++, from += 3) {
        const weight = weights[tap]!;
        red = (red + Math.imul(data[from]!, weight)) | 0;
        green = (green + Math.imul(data[from + 1]!, weight)) | 0;
        blue = (blue + Math.imul(data[from + 2]!, weight)) | 0;
      }
      out[to] = red >> precisionBits;
      out[to + 1] = green >> precisionBits;
      out[to + 2] = blue >> precisionBits;
    }
  }
  return new Uint8Array(out.buffer);
}

/** Resizes rows of `stride` values in height; the rows begin with row `top` of the image that the taps speak of. */
function resampleRows(data: Uint8Array, stride: number, top: number, taps: Taps): Uint8Array {
  const height = taps.first.length;
  const out = new Uint8ClampedArray(stride * height);
  // Row after row is added up, so that memory is read in the order in which it lies.
  const sums = new Int32Array(stride);
  for (let y = 0; y < height; y++) {
    sums.fill(half);
    for (let tap = 0; tap < taps.count[y]!; tap++) {
      const weight = taps.weights[y * taps.size + tap]!;
      const row = (taps.first[y]! + tap - top) * stride;
      for (let x = 0; x < stride; x++) sums[x]! += Math.imul(data[row + x]!, weight);
    }
    for (let x = 0, to = y * stride; x < stride; x++, to++) out[to] = sums[x]! >> precisionBits;
  }
  return new Uint8Array(out.buffer);
}

/**
 * Resizes an image exactly as Pillow's `Image.resize` does, bit by bit, and cuts out a window: antialiased when
 * shrinking, in 22-bit fixed point, first in width, then in height, rounded to 8 bits between. libvips, which decodes
 * the image, resizes otherwise, and a classifier sees the difference.
 *
 * Source: Pillow, src/libImaging/Resample.c.
 *
 * @param width of the whole resized image, pixels; `height` likewise
 * @param window the part of the resized image to compute; all of it by default
 */
export function resample(
  image: RgbPixels,
  width: number,
  height: number,
  interpolation: Interpolation,
  window: Window = { left: 0, top: 0, width, height },
): RgbPixels {
  const columns = makeTaps(image.width, width, window.left, window.width, interpolation);
  const rows = makeTaps(image.height, height, window.top, window.height, interpolation);
  const last = window.height - 1;
  const top = rows.first[0]!;
  const rowsNeeded = rows.first[last]! + rows.count[last]! - top;
  const narrowed = resampleColumns(image, top, rowsNeeded, columns);
  const data = resampleRows(narrowed, window.width * 3, top, rows);
  return { width: window.width, height: window.height, data };
}
