/** How embeddings are normalised before a probe sees them. */
export interface Preparation {
  /** Square roots of the numbers are taken: what a network gives after a ReLU has long tails, which they shorten. */
  takesRoots: boolean;
  mean: Float64Array;
  /** 1 / standard deviation; 0 where a number is always the same. */
  scale: Float64Array;
}

/** Scales a row to unit length and takes roots, in place. */
function shape(rows: Float32Array, size: number, takesRoots: boolean): void {
  for (let from = 0; from < rows.length; from += size) {
    let squares = 0;
    for (let at = from; at < from + size; at++) squares += rows[at]! * rows[at]!;
    const factor = squares > 0 && Number.isFinite(squares) ? 1 / Math.sqrt(squares) : 0;
    for (let at = from; at < from + size; at++) {
      const value = rows[at]! * factor;
      rows[at] = takesRoots ? Math.sqrt(value) : value;
    }
  }
}

/** Finds how rows [images, size] are prepared, and does so in place. */
export function findPreparation(rows: Float32Array, size: number): Preparation {
  const images = rows.length / size;
  const takesRoots = rows.every((value) => value >= 0);
  shape(rows, size, takesRoots);
  const mean = new Float64Array(size);
  const scale = new Float64Array(size);
  for (let at = 0; at < rows.length; at++) mean[at % size]! += rows[at]! / images;
  for (let at = 0; at < rows.length; at++) scale[at % size]! += (rows[at]! - mean[at % size]!) ** 2 / images;
  for (let at = 0; at < size; at++) scale[at] = scale[at]! > 1e-18 ? 1 / Math.sqrt(scale[at]!) : 0;
  standardise(rows, size, { mean, scale });
  return { takesRoots, mean, scale };
}

/** Prepares other rows in the same way, in place. */
export function prepareRows(rows: Float32Array, size: number, preparation: Preparation): void {
  shape(rows, size, preparation.takesRoots);
  // One that is negative where none was has no root: it is as far below the mean as 0.
  for (let at = 0; at < rows.length; at++) if (Number.isNaN(rows[at])) rows[at] = 0;
  standardise(rows, size, preparation);
}

function standardise(
  rows: Float32Array,
  size: number,
  { mean, scale }: Pick<Preparation, "mean" | "scale">,
): void {
  for (let at = 0; at < rows.length; at++) rows[at] = (rows[at]! - mean[at % size]!) * scale[at % size]!;
}
