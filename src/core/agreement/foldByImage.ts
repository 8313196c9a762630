import { seededShuffle } from "../seededRandom.ts";

/**
 * Deals images into folds of nearly equal size at random, so that all labels of an image are in one fold.
 *
 * @param images [items], the image of each item
 * @param seed the same seed and images give the same folds, in whatever order the items come
 * @returns [items], the fold of each item, from 0 to `folds` - 1
 */
export function foldByImage(images: readonly string[], folds: number, seed: string | number): Uint8Array {
  const distinct = [...new Set(images)].sort();
  const foldOf = new Map(seededShuffle(distinct, seed).map((image, place) => [image, place % folds]));
  return Uint8Array.from(images, (image) => foldOf.get(image) as number);
}
