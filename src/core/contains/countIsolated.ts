import type { EvaluatedShare } from "../evaluation/evaluatedNumbers.ts";
import { shareOf } from "../evaluation/evaluateShares.ts";
import { type LabelCount, type LabelledSelections, originalCount } from "./labelledSelections.ts";

const steps = 20;

/** How many images have another label that people tick nearly as often as the original one. */
export interface IsolatedLabels {
  /** Images on whose original label people were asked, and ticked it. */
  images: number;
  /** Images whose original label nobody ticked: every other label is as good there, so they are left out. */
  untouched: number;
  /** At least one other label is ticked at least `of` times as often as the original one; `of` from .05 to 1. */
  curve: { of: number; others: EvaluatedShare }[];
  /** Images by the number of their objects and of labels ticked at least half as often as the original one, it included. */
  byObjects: { objects: number; labels: number; images: number }[];
}

/**
 * Labels that people find valid when they are asked about each by itself.
 *
 * @param objects how many objects each image holds; undefined where that is not known
 * @see Tsipras et al. (2020), From ImageNet to Image Classification, section 4.1
 */
export function countIsolated(
  selections: readonly LabelledSelections[],
  originals: readonly (readonly number[])[],
  objects: readonly (number | undefined)[] | undefined,
): IsolatedLabels {
  const asked = selections.flatMap((counts, image) => {
    const own = originalCount(counts, originals[image]!);
    return own === undefined ? [] : [{ image, own, others: counts!.filter((one) => one !== own) }];
  });
  const known = asked.filter(({ own }) => own.ticked > 0);
  const byObjects = new Map<string, { objects: number; labels: number; images: number }>();
  for (const { image, own, others } of known) {
    const count = objects?.[image];
    if (count === undefined) continue;
    const labels = 1 + others.filter((other) => isNear(other, own, steps / 2)).length;
    const cell = byObjects.get(`${count} ${labels}`) ?? { objects: count, labels, images: 0 };
    cell.images++;
    byObjects.set(`${count} ${labels}`, cell);
  }
  return {
    images: known.length,
    untouched: asked.length - known.length,
    curve: Array.from({ length: steps }, (_, at) => {
      const near = known.filter(({ own, others }) => others.some((other) => isNear(other, own, at + 1)));
      return {
        of: (at + 1) / steps,
        others: shareOf(near.length, known.length, "nobody was asked about an original label, and ticked it"),
      };
    }),
    byObjects: [...byObjects.values()].sort((a, b) => a.objects - b.objects || a.labels - b.labels),
  };
}

/** Whether a label is ticked at least `step` / 20 times as often as the original one: in whole numbers, which are exact. */
const isNear = (other: LabelCount, own: LabelCount, step: number): boolean =>
  steps * other.ticked * own.asked >= step * own.ticked * other.asked;
