import { confidentJoint } from "./confidentJoint.ts";
import { labelSetQuality, type SetProbabilities } from "./labelSetQuality.ts";

/** An image whose set of labels is doubted. */
export interface SetIssue {
  image: number;
  /** Labels of the set that it probably should not hold. */
  wrong: number[];
  /** Labels that it probably lacks. */
  missing: number[];
  /** Of the whole set, see `labelSetQuality`. */
  score: number;
}

/**
 * Finds images whose set of labels is probably wrong. Each label is a question of its own, has it or not, of which
 * confident learning counts the answers; an image whose given answer is counted as the other one is an issue.
 *
 * @returns the lowest quality first; of equal ones, the earlier is first
 * @throws RangeError if the shapes do not fit
 * @see Thyagarajan et al. (2022), Identifying incorrect annotations in multi-label classification data
 */
export function findSetIssues(data: SetProbabilities): SetIssue[] {
  const { sets, probabilities, classes } = data;
  const quality = labelSetQuality(data);
  const issues = new Map<number, SetIssue>();
  const holds = sets.map((set) => new Set(set));
  const labels = new Uint8Array(sets.length);
  const two = new Float64Array(sets.length * 2);
  for (let label = 0; label < classes; label++) {
    for (let image = 0; image < sets.length; image++) {
      const probability = probabilities[image * classes + label]!;
      labels[image] = holds[image]!.has(label) ? 1 : 0;
      two[image * 2] = 1 - probability;
      two[image * 2 + 1] = probability;
    }
    const { counted } = confidentJoint({ labels, probabilities: two, classes: 2 });
    for (let image = 0; image < sets.length; image++) {
      if (counted[image]! < 0 || counted[image] === labels[image]) continue;
      const issue = issues.get(image) ?? { image, wrong: [], missing: [], score: quality[image]! };
      issues.set(image, issue);
      (labels[image] === 1 ? issue.wrong : issue.missing).push(label);
    }
  }
  return [...issues.values()].sort((a, b) => a.score - b.score || a.image - b.image);
}
