import type { ConfidentJoint } from "./confidentJoint.ts";

/** Two labels of which the images of one are counted as the other. */
export interface ConfusedLabels {
  /** The smaller index first. */
  labels: [number, number];
  /** Images labelled as the first that are counted as the second, and the other way round. */
  counts: [number, number];
  /** Images that are labelled one of the two and counted as one of the two. */
  total: number;
  /** Both counts of the total: the share of their images that are counted as the other. */
  share: number;
}

/**
 * Ranks pairs of labels by how often one is counted as the other in the confident joint.
 *
 * @returns pairs with any such image; the most of them first, then the greater share
 * @see Northcutt, Jiang, Chuang (2021), Confident learning, section 4
 */
export function confusedLabels({
  classes,
  counts,
}: Pick<ConfidentJoint, "classes" | "counts">): ConfusedLabels[] {
  const found: ConfusedLabels[] = [];
  for (let first = 0; first < classes; first++) {
    for (let second = first + 1; second < classes; second++) {
      const there = counts[first * classes + second]!;
      const back = counts[second * classes + first]!;
      if (there + back === 0) continue;
      const total = there + back + counts[first * classes + first]! + counts[second * classes + second]!;
      found.push({ labels: [first, second], counts: [there, back], total, share: (there + back) / total });
    }
  }
  const sumOf = (pair: ConfusedLabels) => pair.counts[0] + pair.counts[1];
  return found.sort((a, b) => sumOf(b) - sumOf(a) || b.share - a.share);
}
