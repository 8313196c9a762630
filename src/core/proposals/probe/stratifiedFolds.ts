import { seededShuffle } from "../../seededRandom.ts";

/**
 * Deals images to folds so that each label is in all of them as evenly as can be.
 *
 * @param labels of each image; one with several is dealt with its rarest
 * @returns the fold of each image, from 0
 */
export function stratifiedFolds(
  labels: readonly (readonly number[])[],
  folds: number,
  seed: string | number,
): Uint8Array {
  const counts = new Map<number, number>();
  for (const some of labels) for (const label of some) counts.set(label, (counts.get(label) ?? 0) + 1);
  const rarest = (some: readonly number[]) =>
    some.reduce<number | undefined>(
      (best, label) => (best === undefined || counts.get(label)! < counts.get(best)! ? label : best),
      undefined,
    );
  const byLabel = Map.groupBy(labels.keys(), (image) => rarest(labels[image]!) ?? -1);
  const dealt = new Uint8Array(labels.length);
  let next = 0;
  for (const label of [...byLabel.keys()].sort((a, b) => a - b)) {
    // Each label goes on where the last one ended, so that folds are of one size where all labels are rare.
    for (const image of seededShuffle(byLabel.get(label)!, `${seed} ${label}`)) dealt[image] = next++ % folds;
  }
  return dealt;
}
