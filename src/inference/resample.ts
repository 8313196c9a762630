import type { RgbPixels } from "../files/images/decodeImage.ts";
import { half, type Interpolation, makeTaps, precisionBits, type Taps } from "./resampleTaps.ts";
import { resampleByVectors } from "./resampleVectors.ts";

/** A part of the resized image: only its pixels are computed. */
export interface Window {
  left: number;
  top: number;
  width: number;
  height: number;
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
 * @param by vectors where the machine has them, which give the same bytes in less time
 */
export function resample(
  image: RgbPixels,
  width: number,
  height: number,
  interpolation: Interpolation,
  window: Window = { left: 0, top: 0, width, height },
  by: "vectors" | "numbers" = "vectors",
): RgbPixels {
  const columns = makeTaps(image.width, width, window.left, window.width, interpolation);
  const rows = makeTaps(image.height, height, window.top, window.height, interpolation);
  const last = window.height - 1;
  const top = rows.first[0]!;
  const rowsNeeded = rows.first[last]! + rows.count[last]! - top;
  const { width: wide, height: high } = window;
  const data =
    (by === "vectors" && resampleByVectors(image, { top, count: rowsNeeded }, columns, rows)) ||
    resampleRows(resampleColumns(image, top, rowsNeeded, columns), wide * 3, top, rows);
  return { width: wide, height: high, data };
}
