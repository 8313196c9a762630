import { confidentThresholds, type LabelledProbabilities } from "./confidentThresholds.ts";

/** How images with one label are confidently counted as having another. */
export interface ConfidentJoint {
  classes: number;
  /** [classes, classes] row by row: images labelled i that the model is confident are j. */
  counts: Uint32Array;
  /** The label that each image is counted as [images]; -1 where the model is confident of none. */
  counted: Int32Array;
  /** Images of each label [classes]. */
  labelled: Uint32Array;
}

/** Rounding may put a mean of equal numbers above them: that decides nothing. */
const rounding = 1e-6;

/**
 * Counts images by their label and the label that the model is confident of: the most probable of those whose
 * probability reaches their threshold (`confidentThresholds`), of equal ones the least index.
 *
 * @throws RangeError if the shapes do not fit
 * @see Northcutt, Jiang, Chuang (2021), Confident learning, equation 1
 */
export function confidentJoint(data: LabelledProbabilities): ConfidentJoint {
  const { labels, probabilities, classes } = data;
  const thresholds = confidentThresholds(data);
  const counts = new Uint32Array(classes * classes);
  const counted = new Int32Array(labels.length).fill(-1);
  const labelled = new Uint32Array(classes);
  for (let image = 0; image < labels.length; image++) {
    let highest = Number.NEGATIVE_INFINITY;
    for (let label = 0; label < classes; label++) {
      const probability = probabilities[image * classes + label]!;
      if (probability < thresholds[label]! - rounding || probability <= highest) continue;
      highest = probability;
      counted[image] = label;
    }
    const given = labels[image]!;
    labelled[given]!++;
    if (counted[image]! >= 0) counts[given * classes + counted[image]!]!++;
  }
  return { classes, counts, counted, labelled };
}

/**
 * The joint distribution of given and true labels: counts whose rows are stretched to the images of each label, as a
 * share of all. A label whose images are counted nowhere is taken to be right.
 *
 * @returns [classes, classes], adding up to 1; all 0 without images
 * @see Northcutt, Jiang, Chuang (2021), Confident learning, equation 3
 */
export function calibrateJoint({ classes, counts, labelled }: ConfidentJoint): Float64Array {
  const joint = new Float64Array(classes * classes);
  const images = labelled.reduce((sum, count) => sum + count, 0);
  for (let given = 0; given < classes; given++) {
    const row = counts.subarray(given * classes, (given + 1) * classes);
    const sum = row.reduce((total, count) => total + count, 0);
    if (images === 0 || labelled[given] === 0) continue;
    if (sum === 0) joint[given * classes + given] = labelled[given]! / images;
    else {
      for (let label = 0; label < classes; label++) {
        joint[given * classes + label] = ((row[label]! / sum) * labelled[given]!) / images;
      }
    }
  }
  return joint;
}
