import type { Interval } from "../../../stats/intervals/interval.ts";
import { shareInterval } from "../../../stats/intervals/shares/shareInterval.ts";

/** How often one of an image's labels is among the first k, out of fold. */
export interface ProbeFigure {
  k: number;
  found: number;
  /** At least 1. */
  images: number;
  /** found / images. */
  share: number;
  /** 95 %. */
  interval: Interval;
}

const depths = [1, 3, 5, 10, 20];

/**
 * How often a label that an image has is among the first ones of its scores.
 *
 * @param scores [images, classes]
 * @returns for 1, 3, 5, 10 and 20 labels, as far as there are more classes than these; nothing where there are no images
 */
export function measureProbe(
  scores: Float32Array,
  labels: readonly (readonly number[])[],
  classes: number,
): ProbeFigure[] {
  const best = labels.map((some, image) => {
    const from = image * classes;
    const greatest = Math.max(...some.map((label) => scores[from + label]!));
    let before = 0;
    for (let label = 0; label < classes; label++) {
      const score = scores[from + label]!;
      // Of equal scores the lower index comes first, as in the proposals.
      if (score > greatest || (score === greatest && !some.includes(label) && label < Math.min(...some)))
        before++;
    }
    return before;
  });
  const images = labels.length;
  if (images === 0) return [];
  return depths
    .filter((k) => k < classes)
    .map((k) => {
      const found = best.filter((before) => before < k).length;
      return { k, found, images, share: found / images, interval: shareInterval(found, images)! };
    });
}
