import { type MultiplyRows, transpose } from "../../embeddings/multiplyRows.ts";

/** A matrix of this side or less is inverted in place. */
const smallSide = 64;

/**
 * The inverse of a symmetric positive definite matrix [side, side], by halves (Schur complements), so that nearly all
 * of the work is products.
 */
export async function invertSymmetric(
  matrix: Float32Array,
  side: number,
  multiply: MultiplyRows,
): Promise<Float32Array> {
  if (side <= smallSide) return invertSmall(matrix, side);
  const half = side >> 1;
  const rest = side - half;
  const part = (row: number, column: number, rows: number, columns: number) => {
    const cut = new Float32Array(rows * columns);
    for (let at = 0; at < rows; at++) {
      const from = (row + at) * side + column;
      cut.set(matrix.subarray(from, from + columns), at * columns);
    }
    return cut;
  };
  const first = await invertSymmetric(part(0, 0, half, half), half, multiply);
  const below = part(half, 0, rest, half);
  const last = part(half, half, rest, rest);
  const carried = await multiply(below, first, half);
  const taken = await multiply(carried, below, half);
  for (let at = 0; at < last.length; at++) last[at]! -= taken[at]!;
  const second = await invertSymmetric(last, rest, multiply);
  const turned = transpose(carried, half);
  const beside = await multiply(turned, second, rest);
  const added = await multiply(beside, turned, rest);
  const inverse = new Float32Array(side * side);
  for (let row = 0; row < half; row++) {
    for (let column = 0; column < half; column++)
      inverse[row * side + column] = first[row * half + column]! + added[row * half + column]!;
    for (let column = 0; column < rest; column++) {
      const value = -beside[row * rest + column]!;
      inverse[row * side + half + column] = value;
      inverse[(half + column) * side + row] = value;
    }
  }
  for (let row = 0; row < rest; row++)
    inverse.set(second.subarray(row * rest, (row + 1) * rest), (half + row) * side + half);
  return inverse;
}

/** Gauss and Jordan; without a search for pivots, which a positive definite matrix does not need. */
function invertSmall(matrix: Float32Array, side: number): Float32Array {
  const left = Float64Array.from(matrix);
  const right = new Float64Array(side * side);
  for (let at = 0; at < side; at++) right[at * side + at] = 1;
  for (let pivot = 0; pivot < side; pivot++) {
    const factor = 1 / left[pivot * side + pivot]!;
    for (let column = 0; column < side; column++) {
      left[pivot * side + column]! *= factor;
      right[pivot * side + column]! *= factor;
    }
    for (let row = 0; row < side; row++) {
      const times = left[row * side + pivot]!;
      if (row === pivot || times === 0) continue;
      for (let column = 0; column < side; column++) {
        left[row * side + column]! -= times * left[pivot * side + column]!;
        right[row * side + column]! -= times * right[pivot * side + column]!;
      }
    }
  }
  return Float32Array.from(right);
}
