/**
 * Scales rows to unit length, in place.
 *
 * @param rows [images, size]
 * @returns the position of a row that has no direction: all zeros, or not all finite numbers; -1 if there is none
 */
export function normaliseRows(rows: Float32Array, size: number): number {
  for (let from = 0; from < rows.length; from += size) {
    let squares = 0;
    for (let at = from; at < from + size; at++) squares += rows[at]! * rows[at]!;
    if (!(squares > 0) || squares === Number.POSITIVE_INFINITY) return from / size;
    const length = Math.sqrt(squares);
    for (let at = from; at < from + size; at++) rows[at]! /= length;
  }
  return -1;
}
