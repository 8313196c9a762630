/** The first labels of each place of an image with their logits, as `export --format relabel` writes them. */
export interface LocalLabels {
  /** Places side by side, and one below the other. */
  width: number;
  height: number;
  /** Labels of each place. */
  depth: number;
  /** [height, width, depth] */
  labels: ArrayLike<number>;
  /** Their logits, in the same order. */
  values: ArrayLike<number>;
}

/** A rectangle as shares of an image's width and height. */
export interface Crop {
  left: number;
  top: number;
  width: number;
  height: number;
}

const whole: Crop = { left: 0, top: 0, width: 1, height: 1 };

/** Of a length that is a whole number of places but for its last digits. */
const rounding = 1e-9;

/** Where samples along an axis lie, and the weight of each place in their mean. */
function axisWeights(start: number, size: number, places: number): Float64Array {
  const weights = new Float64Array(places);
  const length = Math.max(size, 1);
  const samples = Math.ceil(length - rounding);
  for (let sample = 0; sample < samples; sample++) {
    const at = start + ((sample + 0.5) * length) / samples;
    // Beyond the map by more than a place, nothing is there.
    if (at < -1 || at > places) continue;
    const inside = Math.max(at, 0);
    const below = Math.min(Math.floor(inside), places - 1);
    const share = below === places - 1 ? 0 : inside - below;
    weights[below]! += (1 - share) / samples;
    if (share > 0) weights[below + 1]! += share / samples;
  }
  return weights;
}

/**
 * The soft label of a crop of an image, by the rule of Re-labeling ImageNet (Yun et al. 2021, arXiv 2101.05022): the maps,
 * 0 where a label is not among the first of a place, are pooled over the crop by RoIAlign to one place (bilinear,
 * as many samples along an axis as it covers places, not aligned), and go through a softmax over all labels.
 *
 * @param classes how many labels there are
 * @param crop of the image
 * @param part of the image that the map is of
 * @returns a probability for each label
 */
export function relabelCrop(
  { width, height, depth, labels, values }: LocalLabels,
  classes: number,
  crop: Crop = whole,
  part: Crop = whole,
): Float64Array {
  const along = (at: number, from: number, size: number, places: number) =>
    ((at - from) / size) * places - 0.5;
  const left = along(crop.left, part.left, part.width, width);
  const right = along(crop.left + crop.width, part.left, part.width, width);
  const top = along(crop.top, part.top, part.height, height);
  const bottom = along(crop.top + crop.height, part.top, part.height, height);
  const columns = axisWeights(left, right - left, width);
  const rows = axisWeights(top, bottom - top, height);
  const logits = new Float64Array(classes);
  for (let place = 0; place < width * height; place++) {
    const weight = rows[Math.floor(place / width)]! * columns[place % width]!;
    for (let at = place * depth; weight > 0 && at < (place + 1) * depth; at++)
      logits[labels[at]!]! += weight * values[at]!;
  }
  const greatest = logits.reduce((most, logit) => Math.max(most, logit), Number.NEGATIVE_INFINITY);
  const powers = logits.map((logit) => Math.exp(logit - greatest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
