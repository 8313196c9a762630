/** Rows by which the plane is found, evenly taken, and rounds in which it is. */
const [maxRows, rounds] = [2000, 12];

/**
 * Where rows lie in the plane in which they differ most (the first two principal components, by repeated multiplication).
 *
 * @param rows [items, size]
 * @returns [items, 2]
 */
export function principalPlane(rows: Float32Array, size: number): Float32Array {
  const items = rows.length / size;
  const some = Array.from({ length: Math.min(items, maxRows) }, (_, at) =>
    Math.floor((at * items) / Math.min(items, maxRows)),
  );
  const mean = new Float64Array(size);
  for (const item of some)
    for (let at = 0; at < size; at++) mean[at]! += rows[item * size + at]! / some.length;
  const along = (axis: Float64Array, item: number) => {
    let sum = 0;
    for (let at = 0; at < size; at++) sum += (rows[item * size + at]! - mean[at]!) * axis[at]!;
    return sum;
  };
  const axes: Float64Array[] = [];
  for (let turn = 0; turn < 2; turn++) {
    // Any direction will do that is not the same for both.
    let axis = Float64Array.from({ length: size }, (_, at) => Math.cos((at + 1) * (turn + 1)));
    for (let round = 0; round < rounds; round++) {
      const next = new Float64Array(size);
      for (const item of some) {
        const share = along(axis, item);
        for (let at = 0; at < size; at++) next[at]! += share * (rows[item * size + at]! - mean[at]!);
      }
      for (const other of axes) {
        const share = next.reduce((sum, value, at) => sum + value * other[at]!, 0);
        for (let at = 0; at < size; at++) next[at]! -= share * other[at]!;
      }
      const length = Math.hypot(...next);
      if (!(length > 0)) break;
      axis = next.map((value) => value / length);
    }
    axes.push(axis);
  }
  const plane = new Float32Array(items * 2);
  for (let item = 0; item < items; item++)
    for (const [at, axis] of axes.entries()) plane[2 * item + at] = along(axis, item);
  return plane;
}
