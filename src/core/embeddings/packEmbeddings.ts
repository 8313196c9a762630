import { halfBits, halves } from "./halfFloats.ts";

/** Of the greatest number of a row once it is scaled: the highest power of two that has room above it. */
const topExponent = 14;
const bytesOfScale = 2;
/** Above it, a number could be rounded to what is no float any more. */
const limit = 2 ** 127;

/** Finite, and below 2^127. */
export const canBePacked = (value: number): boolean => Math.abs(value) < limit;

/**
 * Embeddings as bytes, to be stored: row by row, little-endian, a power of two (16 bits, signed) by which the row is
 * scaled, then its numbers as half-precision floats. Scaled so, no row overflows, and each number keeps 11 bits
 * unless it is 2^-29 of the row's greatest or less.
 *
 * @param rows numbers that `canBePacked`, [n, size]
 */
export function packEmbeddings(rows: Float32Array, size: number): Uint8Array {
  const count = rows.length / size;
  const bytes = new Uint8Array(count * bytesOfRow(size));
  const view = new DataView(bytes.buffer);
  for (let row = 0, at = 0; row < count; row++) {
    const exponent = exponentOf(rows.subarray(row * size, (row + 1) * size));
    const factor = 2 ** -exponent;
    view.setInt16(at, exponent, true);
    at += bytesOfScale;
    for (let column = 0; column < size; column++, at += 2) {
      view.setUint16(at, halfBits(rows[row * size + column]! * factor), true);
    }
  }
  return bytes;
}

/** The embeddings that `packEmbeddings` packed, [n, size]. */
export function unpackEmbeddings(bytes: Uint8Array, size: number): Float32Array {
  const count = bytes.byteLength / bytesOfRow(size);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const rows = new Float32Array(count * size);
  for (let row = 0, at = 0, to = 0; row < count; row++) {
    const factor = 2 ** view.getInt16(at, true);
    at += bytesOfScale;
    for (let column = 0; column < size; column++, at += 2, to++) {
      rows[to] = halves[view.getUint16(at, true)]! * factor;
    }
  }
  return rows;
}

const bytesOfRow = (size: number) => bytesOfScale + 2 * size;

function exponentOf(row: Float32Array): number {
  let greatest = 0;
  for (const value of row) greatest = Math.max(greatest, Math.abs(value));
  if (greatest === 0) return 0;
  return Math.floor(Math.log2(greatest)) - topExponent;
}
