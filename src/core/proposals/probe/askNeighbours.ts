import type { MultiplyRows } from "../../embeddings/multiplyRows.ts";

/** Labelled images, and the folds that they are in. */
export interface Labelled {
  /** Of unit length [images, size]. */
  rows: Float32Array;
  size: number;
  /** [images, classes], the shares of an image's labels. */
  targets: Float32Array;
  classes: number;
  folds: Uint8Array;
}

const neighbours = 30;
/** How fast the weight of a neighbour falls with its distance: e-fold for each twentieth of cosine. */
const sharpness = 20;
const blockRows = 256;

/**
 * What the labels of the nearest images say of others, weighted by how near they are.
 *
 * @param asked of unit length [others, size]
 * @param foldOf the fold that an asked image is in, whose images are not asked; -1 for one that is in none
 * @returns [others, classes], shares whose sum is 1
 */
export async function askNeighbours(
  labelled: Labelled,
  asked: Float32Array,
  foldOf: (other: number) => number,
  multiply: MultiplyRows,
): Promise<Float32Array> {
  const { rows, size, targets, classes, folds } = labelled;
  const images = rows.length / size;
  const others = asked.length / size;
  const shares = new Float32Array(others * classes);
  const nearest = new Int32Array(neighbours);
  const nearness = new Float64Array(neighbours);
  for (let first = 0; first < others; first += blockRows) {
    const end = Math.min(others, first + blockRows);
    const cosines = await multiply(asked.subarray(first * size, end * size), rows, size);
    for (let other = first; other < end; other++) {
      const fold = foldOf(other);
      const from = (other - first) * images;
      let found = 0;
      for (let image = 0; image < images; image++) {
        const cosine = cosines[from + image]!;
        if (folds[image] === fold || (found === neighbours && cosine <= nearness[found - 1]!)) continue;
        let place = found < neighbours ? found++ : found - 1;
        for (; place > 0 && nearness[place - 1]! < cosine; place--) {
          nearness[place] = nearness[place - 1]!;
          nearest[place] = nearest[place - 1]!;
        }
        nearness[place] = cosine;
        nearest[place] = image;
      }
      let sum = 0;
      for (let place = 0; place < found; place++) {
        const weight = Math.exp(sharpness * (nearness[place]! - nearness[0]!));
        sum += weight;
        for (let label = 0; label < classes; label++)
          shares[other * classes + label]! += weight * targets[nearest[place]! * classes + label]!;
      }
      for (let label = 0; label < classes && sum > 0; label++) shares[other * classes + label]! /= sum;
    }
  }
  return shares;
}
