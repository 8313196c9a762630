import { hasLabel } from "./hasLabel.ts";
import type { TopLabels } from "./topLabels.ts";

/** Precision after 1, 2, ... labels; position 0 is precision@1. */
export interface PrecisionCurve {
  /** Labels among the first k of all images that are valid. */
  valid: number[];
  /** Labels among the first k of all images: k times the images, unless rankings end earlier. */
  named: number[];
  /** valid / named; null where nothing was named. */
  share: (number | null)[];
}

/**
 * Precision@k: the share of the first k predicted labels that are valid, for every k up to `top.depth`, over all
 * images together (micro). Images without a valid label are left out, as in ReaL accuracy and recall@k.
 *
 * @param valid the valid labels of each image, each once [images][any number]
 * @throws RangeError if `top` does not hold as many images
 * @see Beyer et al. (2020), Are we done with ImageNet?, section 3.1
 */
export function precisionAtK(top: TopLabels, valid: readonly (readonly number[])[]): PrecisionCurve {
  const { depth, labels } = top;
  if (labels.length !== valid.length * depth) {
    throw new RangeError(`${labels.length} predicted labels are not ${valid.length} images of ${depth}`);
  }
  const right = new Array<number>(depth).fill(0);
  const named = new Array<number>(depth).fill(0);
  for (let image = 0; image < valid.length; image++) {
    const wanted = valid[image]!;
    if (wanted.length === 0) continue;
    for (let rank = 0; rank < depth; rank++) {
      const label = labels[image * depth + rank] as number;
      if (label < 0) break;
      named[rank] = (named[rank] as number) + 1;
      if (hasLabel(wanted, label)) right[rank] = (right[rank] as number) + 1;
    }
  }
  for (let rank = 1; rank < depth; rank++) {
    right[rank] = (right[rank] as number) + (right[rank - 1] as number);
    named[rank] = (named[rank] as number) + (named[rank - 1] as number);
  }
  return {
    valid: right,
    named,
    share: right.map((count, rank) => (named[rank] === 0 ? null : count / (named[rank] as number))),
  };
}
