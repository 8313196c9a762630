/**
 * Some rows of a matrix, in the order in which they are named.
 *
 * @param rows [any number, size]
 * @returns [places, size]
 */
export function pickRows(
  rows: Float32Array | Float64Array,
  size: number,
  places: readonly number[],
): Float32Array {
  const picked = new Float32Array(places.length * size);
  for (const [to, from] of places.entries())
    picked.set(rows.subarray(from * size, (from + 1) * size), to * size);
  return picked;
}
