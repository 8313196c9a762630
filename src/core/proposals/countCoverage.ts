import type { TopLabels } from "../../stats/metrics/topLabels.ts";

/** The positions of images with a valid label: the others count neither way. */
export const evaluatedImages = (valid: readonly (readonly number[])[]): number[] =>
  valid.flatMap((labels, image) => (labels.length > 0 ? [image] : []));

/**
 * For every subset of some models: how many labels the union of their first k names over all images, and how many
 * of these are valid. Subset s holds model i where bit i of s is set.
 *
 * A label of an image is kept as the set of models that name it, so that only how many labels have which set needs
 * counting: a subset misses the labels whose sets lie in its complement, and sums over all subsets of a set come in
 * one sweep per model (the zeta transform). The cost is 2^models * models, however many images there are.
 *
 * @param valid the valid labels of each image; images without any are left out
 * @returns counts by subset [2^models]
 */
export function countCoverage(
  models: readonly TopLabels[],
  valid: readonly (readonly number[])[],
  k: number,
): { proposed: Int32Array; found: Int32Array } {
  const proposed = new Int32Array(2 ** models.length);
  const found = new Int32Array(2 ** models.length);
  const namedBy = new Int32Array(greatestLabel(models) + 1);
  for (const image of evaluatedImages(valid)) {
    const named: number[] = [];
    models.forEach(({ depth, labels }, bit) => {
      for (let rank = 0; rank < Math.min(k, depth); rank++) {
        const label = labels[image * depth + rank] as number;
        if (label < 0) break;
        if (namedBy[label] === 0) named.push(label);
        namedBy[label] = (namedBy[label] as number) | (1 << bit);
      }
    });
    for (const label of named) {
      const set = namedBy[label] as number;
      namedBy[label] = 0;
      proposed[set] = (proposed[set] as number) + 1;
      if (valid[image]!.includes(label)) found[set] = (found[set] as number) + 1;
    }
  }
  return { proposed: touchedBy(proposed), found: touchedBy(found) };
}

/** From counts of sets to counts, by subset, of the sets that share a member with it. */
function touchedBy(counts: Int32Array): Int32Array {
  const within = counts.slice();
  for (let bit = 1; bit < within.length; bit <<= 1) {
    for (let set = 0; set < within.length; set++) {
      if (set & bit) within[set] = (within[set] as number) + (within[set ^ bit] as number);
    }
  }
  const all = within.length - 1;
  const total = within[all] as number;
  return within.map((_, subset) => total - (within[all ^ subset] as number));
}

function greatestLabel(models: readonly TopLabels[]): number {
  let greatest = 0;
  for (const { labels } of models) {
    for (let at = 0; at < labels.length; at++) greatest = Math.max(greatest, labels[at] as number);
  }
  return greatest;
}
