import { poolLabelScores } from "./poolLabelScores.ts";

/** Sets of labels and what a model says of each label, out of fold. */
export interface SetProbabilities {
  /** The labels of each image [images][any number], each once. */
  sets: readonly (readonly number[])[];
  /** [images, classes] row by row: the probability of each label on its own. */
  probabilities: ArrayLike<number>;
  classes: number;
}

/**
 * Scores each set of labels as a whole: for each label its probability where the set holds it, the rest to 1 where not,
 * pooled by `poolLabelScores`.
 *
 * @returns [images], from 0, suspicious, to 1
 * @throws RangeError if the shapes do not fit
 * @see Thyagarajan et al. (2022), Identifying incorrect annotations in multi-label classification data
 */
export function labelSetQuality(
  { sets, probabilities, classes }: SetProbabilities,
  alpha = 0.8,
): Float64Array {
  if (probabilities.length !== sets.length * classes) {
    throw new RangeError(
      `${probabilities.length} probabilities are not ${sets.length} images of ${classes} labels`,
    );
  }
  const scores = new Float64Array(classes);
  return Float64Array.from(sets, (set, image) => {
    for (let label = 0; label < classes; label++) scores[label] = 1 - probabilities[image * classes + label]!;
    for (const label of set) scores[label] = probabilities[image * classes + label]!;
    return poolLabelScores(scores, alpha) ?? 1;
  });
}
