import type { SetProbabilities } from "./labelSetQuality.ts";

/** A label that an image probably lacks. */
export interface MissingLabel {
  image: number;
  label: number;
  probability: number;
}

/**
 * Finds labels that images probably lack: k is not in the set, and p_k reaches t_k, its mean over the images that have k.
 * A label that no image has is never missing.
 *
 * @returns by the margin p_k - t_k, the greatest first; of equal ones, the earlier image, then label
 * @throws RangeError if the shapes do not fit
 */
export function findMissingLabels({ sets, probabilities, classes }: SetProbabilities): MissingLabel[] {
  if (probabilities.length !== sets.length * classes) {
    throw new RangeError(
      `${probabilities.length} probabilities are not ${sets.length} images of ${classes} labels`,
    );
  }
  const sums = new Float64Array(classes);
  const counts = new Uint32Array(classes);
  for (const [image, set] of sets.entries()) {
    for (const label of set) {
      sums[label]! += probabilities[image * classes + label]!;
      counts[label]!++;
    }
  }
  const thresholds = sums.map((sum, label) =>
    counts[label] === 0 ? Number.POSITIVE_INFINITY : sum / counts[label]!,
  );
  const found: (MissingLabel & { margin: number })[] = [];
  for (const [image, set] of sets.entries()) {
    for (let label = 0; label < classes; label++) {
      const probability = probabilities[image * classes + label]!;
      if (probability < thresholds[label]! || set.includes(label)) continue;
      found.push({ image, label, probability, margin: probability - thresholds[label]! });
    }
  }
  return found
    .sort((a, b) => b.margin - a.margin || a.image - b.image || a.label - b.label)
    .map(({ image, label, probability }) => ({ image, label, probability }));
}
