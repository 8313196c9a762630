import type { TopLabels } from "./topLabels.ts";

/**
 * Variable top-k accuracy of each image: of its k valid labels, the share that is among the first k predictions.
 *
 * @param valid the valid labels of each image, each once [images][any number]
 * @returns [images], from 0 to 1; NaN for an image without a label, and where it has more labels than are held
 * @throws RangeError if `top` does not hold as many images
 * @see arXiv 2412.18409, The Impact of the Single-Label Assumption in Image Recognition Benchmarking; our
 *   reading of it
 */
export function variableTopK(top: TopLabels, valid: readonly (readonly number[])[]): Float64Array {
  const { depth, labels } = top;
  if (labels.length !== valid.length * depth) {
    throw new RangeError(`${labels.length} predicted labels are not ${valid.length} images of ${depth}`);
  }
  const accuracies = new Float64Array(valid.length).fill(Number.NaN);
  for (let image = 0; image < valid.length; image++) {
    const wanted = valid[image]!;
    const k = wanted.length;
    if (k === 0 || k > depth) continue;
    let found = 0;
    for (let place = 0; place < k; place++) if (wanted.includes(labels[image * depth + place]!)) found++;
    accuracies[image] = found / k;
  }
  return accuracies;
}
