/** Labels of many images and what a model says of them, out of fold: each image by a model that never saw its label. */
export interface LabelledProbabilities {
  /** The label of each image [images], from 0. */
  labels: ArrayLike<number>;
  /** [images, classes] row by row: the probability of each label. */
  probabilities: ArrayLike<number>;
  classes: number;
}

/**
 * How sure a model is of a label on average where the image has it: t_k, the mean of p_k over the images labelled k.
 *
 * @returns [classes], from 0 to 1; infinity for a label without images, which nothing is confident of
 * @throws RangeError if the shapes do not fit
 * @see Northcutt, Jiang, Chuang (2021), Confident learning, equation 2
 */
export function confidentThresholds({ labels, probabilities, classes }: LabelledProbabilities): Float64Array {
  if (probabilities.length !== labels.length * classes) {
    throw new RangeError(
      `${probabilities.length} probabilities are not ${labels.length} images of ${classes} labels`,
    );
  }
  const sums = new Float64Array(classes);
  const counts = new Uint32Array(classes);
  for (let image = 0; image < labels.length; image++) {
    const label = labels[image]!;
    if (!(label >= 0 && label < classes)) throw new RangeError(`${label} is none of ${classes} labels`);
    sums[label]! += probabilities[image * classes + label]!;
    counts[label]!++;
  }
  return sums.map((sum, label) => (counts[label] === 0 ? Number.POSITIVE_INFINITY : sum / counts[label]!));
}
