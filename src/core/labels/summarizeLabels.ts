export interface LabelSummary {
  images: number;
  none: number;
  one: number;
  two: number;
  more: number;
  /** Share of images with two or more labels; null where there are no images. */
  multi: number | null;
  /** Labels per image; null where there are no images. */
  mean: number | null;
  /** Images by number of labels, from 0 to the greatest number that occurs. */
  histogram: Record<string, number>;
}

/**
 * How many labels the images of a dataset have.
 * @param labelCounts the number of labels of each image
 * @see arXiv 2401.17736, figure 3
 */
export function summarizeLabels(labelCounts: readonly number[]): LabelSummary {
  const images = labelCounts.length;
  const greatest = labelCounts.reduce((max, count) => Math.max(max, count), 0);
  const histogram = new Array<number>(greatest + 1).fill(0);
  for (const count of labelCounts) histogram[count] = (histogram[count] ?? 0) + 1;

  const [none = 0, one = 0, two = 0] = histogram;
  const labels = labelCounts.reduce((sum, count) => sum + count, 0);
  return {
    images,
    none,
    one,
    two,
    more: images - none - one - two,
    multi: images === 0 ? null : (images - none - one) / images,
    mean: images === 0 ? null : labels / images,
    histogram: Object.fromEntries(histogram.map((count, labelCount) => [String(labelCount), count])),
  };
}
