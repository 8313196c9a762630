import type { TopLabels } from "./topLabels.ts";

/** Recall after 1, 2, ... labels; position 0 is recall@1. */
export interface RecallCurve {
  /** Valid labels of all images. */
  total: number;
  /** Images that have a valid label. */
  images: number;
  /** Valid labels found among the first k of their image. */
  found: number[];
  /** found / of: every valid label counts the same. Null where there is none. */
  micro: (number | null)[];
  /** The mean over images of the share found: every image counts the same. Null where none has a label. */
  macro: (number | null)[];
}

/**
 * Recall@k: the share of valid labels that stand among the first k predicted ones, for every k up to `top.depth`.
 * Images without a valid label have no recall and are left out.
 *
 * @param valid the valid labels of each image, each once [images][any number]
 * @throws RangeError if `top` does not hold as many images
 * @see Beyer et al. (2020), Are we done with ImageNet?, section 3.1
 */
export function recallAtK(top: TopLabels, valid: readonly (readonly number[])[]): RecallCurve {
  const { depth, labels } = top;
  if (labels.length !== valid.length * depth) {
    throw new RangeError(`${labels.length} predicted labels are not ${valid.length} images of ${depth}`);
  }
  // First what each rank adds, then the sums over ranks.
  const found = new Array<number>(depth).fill(0);
  const shares = new Array<number>(depth).fill(0);
  let total = 0;
  let images = 0;
  for (let image = 0; image < valid.length; image++) {
    const wanted = valid[image]!;
    if (wanted.length === 0) continue;
    images++;
    total += wanted.length;
    for (const label of wanted) {
      for (let rank = 0; rank < depth; rank++) {
        if (labels[image * depth + rank] !== label) continue;
        found[rank] = (found[rank] as number) + 1;
        shares[rank] = (shares[rank] as number) + 1 / wanted.length;
        break;
      }
    }
  }
  for (let rank = 1; rank < depth; rank++) {
    found[rank] = (found[rank] as number) + (found[rank - 1] as number);
    shares[rank] = (shares[rank] as number) + (shares[rank - 1] as number);
  }
  return {
    total,
    images,
    found,
    micro: found.map((count) => (total === 0 ? null : count / total)),
    macro: shares.map((sum) => (images === 0 ? null : sum / images)),
  };
}
