import { hasLabel } from "./hasLabel.ts";
import type { TopLabels } from "./topLabels.ts";

/**
 * Where the first right label of each image stands.
 *
 * @param right the labels that count as right, of each image [images][any number]
 * @returns [images], from 0; -1 where none of the labels held is right, or there is none to be right
 * @throws RangeError if `top` does not hold as many images
 */
export function firstRight(top: TopLabels, right: readonly (readonly number[])[]): Int32Array {
  const { depth, labels } = top;
  if (labels.length !== right.length * depth) {
    throw new RangeError(`${labels.length} predicted labels are not ${right.length} images of ${depth}`);
  }
  const places = new Int32Array(right.length).fill(-1);
  for (let image = 0; image < right.length; image++) {
    const wanted = right[image]!;
    if (wanted.length === 0) continue;
    for (let place = 0; place < depth; place++) {
      if (!hasLabel(wanted, labels[image * depth + place]!)) continue;
      places[image] = place;
      break;
    }
  }
  return places;
}
