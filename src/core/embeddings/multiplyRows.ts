/**
 * All dot products of the rows of two matrices [rows, size] and [others, size]: [rows, others] row by row. Whoever has
 * many brings one that is fast.
 */
export type MultiplyRows = (rows: Float32Array, others: Float32Array, size: number) => Promise<Float32Array>;

/** A matrix [rows, columns] turned into [columns, rows]. */
export function transpose(matrix: Float32Array, columns: number): Float32Array {
  const rows = matrix.length / columns;
  const turned = new Float32Array(matrix.length);
  const block = 32;
  for (let top = 0; top < rows; top += block) {
    for (let left = 0; left < columns; left += block) {
      for (let row = top; row < Math.min(rows, top + block); row++) {
        for (let column = left; column < Math.min(columns, left + block); column++)
          turned[column * rows + row] = matrix[row * columns + column]!;
      }
    }
  }
  return turned;
}
