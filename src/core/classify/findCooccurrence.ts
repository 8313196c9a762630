import type { EvaluatedShare } from "../evaluation/evaluatedNumbers.ts";
import { shareOf } from "../evaluation/evaluateShares.ts";
import type { LabelledObjects } from "./evaluateOnObjects.ts";

/** How often images of one label hold another object, too. */
export interface Cooccurrence {
  /** The original label. */
  label: number;
  /** A label that most people gave an object beside it. */
  other: number;
  /** Of images with the original label. */
  images: EvaluatedShare;
}

/**
 * Objects that stand beside those of a label: P(other | label) over images whose original label is `label` and that hold
 * an object apart from it which most people call `other`; the most certain first, by the lower end of the interval.
 *
 * @param max that are listed
 * @see Tsipras et al. (2020), From ImageNet to Image Classification, section 4.1
 */
export function findCooccurrence(
  images: readonly LabelledObjects[],
  originals: readonly (readonly number[])[],
  max: number,
): { found: number; pairs: Cooccurrence[] } {
  const total = new Map<number, number>();
  const counts = new Map<string, { label: number; other: number; count: number }>();
  for (const [image, { objects }] of images.entries()) {
    for (const label of originals[image]!) {
      total.set(label, (total.get(label) ?? 0) + 1);
      for (const other of labelsBeside(objects, label)) {
        const pair = counts.get(`${label} ${other}`) ?? { label, other, count: 0 };
        pair.count++;
        counts.set(`${label} ${other}`, pair);
      }
    }
  }
  const pairs = [...counts.values()]
    .map(({ label, other, count }) => ({
      label,
      other,
      images: shareOf(count, total.get(label)!, "no image has this original label"),
    }))
    .sort(
      (a, b) =>
        b.images.interval![0] - a.images.interval![0] ||
        b.images.total - a.images.total ||
        a.label - b.label ||
        a.other - b.other,
    );
  return { found: pairs.length, pairs: pairs.slice(0, max) };
}

/** What most people call the objects that are not a label's, each once. */
export function labelsBeside(objects: LabelledObjects["objects"], label: number): Set<number> {
  return new Set(objects.filter(({ labels }) => !labels.includes(label)).flatMap(({ top }) => top));
}
