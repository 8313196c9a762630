import type { LabelledObjects } from "./evaluateOnObjects.ts";

/**
 * The objects of an image by label indices, as models are evaluated on them.
 *
 * @param objects the labels of each object, each with its share of the object's ticks
 */
export function labelledObjects<Label>(
  objects: readonly (readonly { label: Label; share: number }[])[],
  indexOf: (label: Label) => number,
): LabelledObjects["objects"] {
  return objects.map((labels) => {
    const most = Math.max(...labels.map(({ share }) => share));
    return {
      labels: labels.map(({ label }) => indexOf(label)),
      top: labels.filter(({ share }) => share === most).map(({ label }) => indexOf(label)),
    };
  });
}
