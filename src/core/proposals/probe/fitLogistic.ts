import { type MultiplyRows, transpose } from "../../embeddings/multiplyRows.ts";

/** Some images that follow each other. */
interface Block {
  first: number;
  images: number;
  /** [images, size], and the same as [size, images]. */
  rows: Float32Array;
  turned: Float32Array;
}

/** Numbers of a product that are held at once. */
const maxProducts = 4e6;

/** Cuts rows [images, size] so that scores of so many kinds for a block's images take little memory. */
export function cutBlocks(rows: Float32Array, size: number, scores: number): Block[] {
  const images = rows.length / size;
  const atOnce = Math.max(64, Math.floor(maxProducts / Math.max(scores, size)));
  return Array.from({ length: Math.ceil(images / atOnce) }, (_, at) => {
    const first = at * atOnce;
    const some = rows.subarray(first * size, Math.min(images, first + atOnce) * size);
    return { first, images: some.length / size, rows: some, turned: transpose(some, size) };
  });
}

/** Some linear models of the same images that leave out different ones. */
export interface LinearModels {
  /** [models * classes, size] */
  weights: Float32Array;
  /** [models * classes] */
  offsets: Float64Array;
}

/**
 * Multinomial logistic regression with a ridge penalty, several models at once that learn from different images of the
 * same: a step for all of them is two products. Each step goes down a quadratic bound of the loss (half of the Gram
 * matrix bounds its curvature), whose inverse is the same for all, with Nesterov's acceleration; the first step from zero
 * is a ridge regression of each class against the rest.
 *
 * @param data.blocks of standardised rows, see `cutBlocks`
 * @param data.targets [images, classes]; the shares of an image's labels, whose sum is 1
 * @param groups for each model, which images it learns from
 * @param inverse of (Gram matrix / 2 + penalty * identity), of all images [size, size]
 * @see Böhning (1992), Multinomial logistic regression algorithm
 */
export async function fitLogistic(
  data: {
    blocks: readonly Block[];
    size: number;
    targets: Float32Array;
    classes: number;
  },
  groups: readonly Uint8Array[],
  { inverse, penalty, steps }: { inverse: Float32Array; penalty: number; steps: number },
  multiply: MultiplyRows,
): Promise<LinearModels> {
  const { blocks, size, targets, classes } = data;
  const offsets = findOffsets(targets, classes, groups);
  let weights = new Float32Array(groups.length * classes * size);
  let earlier = weights;
  for (let step = 0; step < steps; step++) {
    const speed = step / (step + 3);
    const ahead = weights.map((weight, at) => weight + speed * (weight - earlier[at]!));
    const slope = ahead.map((weight) => penalty * weight);
    for (const block of blocks) {
      const scores = await multiply(ahead, block.rows, size);
      subtractTargets(scores, block, { targets, classes, groups, offsets });
      const part = await multiply(scores, block.turned, block.images);
      for (let at = 0; at < slope.length; at++) slope[at]! += part[at]!;
    }
    const move = await multiply(slope, inverse, size);
    earlier = weights;
    weights = ahead.map((weight, at) => weight - move[at]!);
  }
  return { weights, offsets };
}

/** The logarithm of how frequent each class is among the images that a model learns from. */
function findOffsets(targets: Float32Array, classes: number, groups: readonly Uint8Array[]): Float64Array {
  const offsets = new Float64Array(groups.length * classes);
  for (const [model, members] of groups.entries()) {
    let count = 0;
    const sums = new Float64Array(classes);
    for (let image = 0; image < members.length; image++) {
      if (!members[image]) continue;
      count++;
      for (let label = 0; label < classes; label++) sums[label]! += targets[image * classes + label]!;
    }
    // A class that a model never saw is half an image's worth.
    for (let label = 0; label < classes; label++)
      offsets[model * classes + label] = Math.log(Math.max(0.5, sums[label]!) / Math.max(1, count));
  }
  return offsets;
}

/** What the models expect minus what is, in place: [models * classes, images]; 0 where one does not learn from an image. */
function subtractTargets(
  scores: Float32Array,
  { first: firstImage, images }: Block,
  {
    targets,
    classes,
    groups,
    offsets,
  }: {
    targets: Float32Array;
    classes: number;
    groups: readonly Uint8Array[];
    offsets: Float64Array;
  },
): void {
  const shares = new Float64Array(classes);
  for (const [model, members] of groups.entries()) {
    const first = model * classes;
    for (let image = 0; image < images; image++) {
      if (!members[firstImage + image]) {
        for (let label = 0; label < classes; label++) scores[(first + label) * images + image] = 0;
        continue;
      }
      for (let label = 0; label < classes; label++)
        shares[label] = scores[(first + label) * images + image]! + offsets[first + label]!;
      softmax(shares);
      const target = (firstImage + image) * classes;
      for (let label = 0; label < classes; label++)
        scores[(first + label) * images + image] = shares[label]! - targets[target + label]!;
    }
  }
}

/** Shares of scores, in place; the greatest is subtracted first, so that nothing overflows. */
export function softmax(scores: Float64Array): void {
  let greatest = Number.NEGATIVE_INFINITY;
  for (const score of scores) greatest = Math.max(greatest, score);
  let sum = 0;
  for (let at = 0; at < scores.length; at++) {
    scores[at] = Math.exp(scores[at]! - greatest);
    sum += scores[at]!;
  }
  for (let at = 0; at < scores.length; at++) scores[at]! /= sum;
}
