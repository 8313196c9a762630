/**
 * Finds labels whose images a model takes for each other all around: the label of each column of its probabilities is
 * then not what it was taken to be. Each label is followed to the one that most of its images are taken for; a circle
 * of several labels, each with at least twice as many images as are taken rightly, is such a mistake.
 *
 * @param labels of images with a single label [images]
 * @param predicted the most probable label of each [images]
 * @returns the labels of the circle, in turn; null where there is none
 */
export function findSwappedClasses(
  labels: ArrayLike<number>,
  predicted: ArrayLike<number>,
  classes: number,
): number[] | null {
  const counts = new Map<number, Map<number, number>>();
  for (let image = 0; image < labels.length; image++) {
    const row = counts.get(labels[image]!) ?? new Map<number, number>();
    counts.set(labels[image]!, row);
    row.set(predicted[image]!, (row.get(predicted[image]!) ?? 0) + 1);
  }
  const next = Int32Array.from({ length: classes }, (_, label) => {
    const row = counts.get(label);
    const [best, count] = [...(row ?? [])].reduce((max, one) => (one[1] > max[1] ? one : max), [label, 0]);
    return count >= fewest && count >= 2 * (row?.get(label) ?? 0) ? best : label;
  });
  for (let start = 0; start < classes; start++) {
    const circle = [start];
    for (let label = next[start]!; circle.length <= classes; label = next[label]!) {
      if (label === start) break;
      if (circle.includes(label)) break;
      circle.push(label);
    }
    if (circle.length > 1 && next[circle.at(-1)!] === start) return circle;
  }
  return null;
}

/** Fewer images are not evidence. */
const fewest = 3;
