import { type AlikePair, comparePairs, NearestPairs } from "../../core/audit/nearestPairs.ts";
import { openMultiplication } from "../../inference/product/multiplyRows.ts";

/** Two images that look alike to a model. */
export interface NearPair {
  /** Positions, the smaller first. */
  first: number;
  second: number;
  /** 1 - the cosine of the angle between their embeddings, from 0 to 2. */
  distance: number;
}

/** Sides of the blocks in which all pairs are compared. */
const blockRows = 1024;
const blockColumns = 4096;
/** Products are rounded to float32: so many more pairs are kept, and compared exactly. */
const spare = 64;

/**
 * Finds the pairs of rows that are nearest by cosine distance, of all pairs, in blocks.
 *
 * @param rows [images, size], of unit length, see `normaliseRows`
 * @param limit pairs that are listed
 * @returns the nearest first; of equal ones, that of the earlier images
 */
export async function findNearPairs(rows: Float32Array, size: number, limit: number): Promise<NearPair[]> {
  const images = rows.length / size;
  const nearest = new NearestPairs(limit + spare);
  const { multiply, close } = await openMultiplication();
  try {
    for (let row = 0; row < images; row += blockRows) {
      const some = rows.subarray(row * size, Math.min(images, row + blockRows) * size);
      for (let column = row - (row % blockColumns); column < images; column += blockColumns) {
        const end = Math.min(images, column + blockColumns);
        const similarities = await multiply(some, rows.subarray(column * size, end * size), size);
        nearest.addBlock(similarities, { row, column, columns: end - column });
      }
    }
  } finally {
    await close();
  }
  return nearest
    .list()
    .map((pair) => ({ ...pair, similarity: cosine(rows, size, pair) }))
    .sort(comparePairs)
    .slice(0, limit)
    .map(({ first, second, similarity }) => ({ first, second, distance: Math.max(0, 1 - similarity) }));
}

function cosine(rows: Float32Array, size: number, { first, second }: AlikePair): number {
  let [product, a, b] = [0, 0, 0];
  for (let at = 0; at < size; at++) {
    const [one, other] = [rows[first * size + at]!, rows[second * size + at]!];
    product += one * other;
    a += one * one;
    b += other * other;
  }
  return product / Math.sqrt(a * b);
}
