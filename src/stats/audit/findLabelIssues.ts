import { type ConfidentJoint, calibrateJoint, confidentJoint } from "./confidentJoint.ts";
import type { LabelledProbabilities } from "./confidentThresholds.ts";
import { type LabelQuality, labelQuality } from "./labelQuality.ts";

/** How confident learning chooses the images whose label it doubts; see `findLabelIssues`. */
export const labelIssueRules = [
  "estimated-number",
  "off-diagonal",
  "prune-by-class",
  "prune-by-noise-rate",
  "both",
] as const;
export type LabelIssueRule = (typeof labelIssueRules)[number];

/** An image whose label is doubted. */
export interface LabelIssue {
  image: number;
  given: number;
  /** The label that the model finds most probable instead. */
  suggested: number;
  /** Of the given label, see `labelQuality`. */
  score: number;
}

/**
 * Finds images whose label is probably wrong, by confident learning. With C the confident joint, n images:
 * - `estimated-number`: the n * (off-diagonal share of C) images of lowest normalized margin, rounded down; the rule of
 *   the published label errors of ten test sets;
 * - `off-diagonal`: images that are counted off the diagonal of C;
 * - `prune-by-class`: of each label, as many as its row of the calibrated joint has off the diagonal, of lowest
 *   self-confidence;
 * - `prune-by-noise-rate`: for each pair of labels, as many as the calibrated joint holds there, of greatest margin
 *   p_other - p_given;
 * - `both`: those of both prunings.
 *
 * Prunings leave an image of each label, and none whose given label is the most probable one.
 *
 * @param rank by what the images found are ordered; of equal ones, the earlier is first
 * @returns the most suspicious first
 * @throws RangeError if the shapes do not fit
 * @see Northcutt, Jiang, Chuang (2021), Confident learning, section 3.2; Northcutt, Athalye, Mueller (2021), Pervasive
 *   label errors, whose counts were made by `estimated-number`
 */
export function findLabelIssues(
  data: LabelledProbabilities,
  rule: LabelIssueRule = "estimated-number",
  rank: LabelQuality = "normalized-margin",
): LabelIssue[] {
  const { labels } = data;
  const joint = confidentJoint(data);
  const quality = labelQuality(data, rank);
  const suggested = Int32Array.from(labels, (_, image) => bestOther(data, image));
  const byQuality = (scores: Float64Array) =>
    Array.from(labels, (_, image) => image).sort((a, b) => scores[a]! - scores[b]! || a - b);
  const found = findImages();
  return byQuality(quality)
    .filter((image) => found.has(image))
    .map((image) => ({
      image,
      given: labels[image]!,
      suggested: suggested[image]!,
      score: quality[image]!,
    }));

  function findImages(): Set<number> {
    switch (rule) {
      case "estimated-number":
        return new Set(
          byQuality(labelQuality(data, "normalized-margin")).slice(0, estimateNumber(joint, labels.length)),
        );
      case "off-diagonal":
        return new Set(byQuality(quality).filter((image) => isOff(joint, image, labels[image]!)));
      case "prune-by-class":
        return pruneByClass(data, joint);
      case "prune-by-noise-rate":
        return pruneByNoiseRate(data, joint);
      case "both": {
        const byRate = pruneByNoiseRate(data, joint);
        return new Set([...pruneByClass(data, joint)].filter((image) => byRate.has(image)));
      }
    }
  }
}

const isOff = ({ counted }: ConfidentJoint, image: number, given: number) =>
  counted[image]! >= 0 && counted[image] !== given;

/** n times the share of what is counted that is off the diagonal. */
function estimateNumber({ classes, counts }: ConfidentJoint, images: number): number {
  let all = 0;
  let right = 0;
  for (let given = 0; given < classes; given++) {
    for (let label = 0; label < classes; label++) all += counts[given * classes + label]!;
    right += counts[given * classes + given]!;
  }
  return all === 0 ? 0 : Math.floor(((all - right) * images) / all);
}

/** The most probable label besides the given one; the least index of equal ones, -1 without others. */
function bestOther({ labels, probabilities, classes }: LabelledProbabilities, image: number): number {
  let best = -1;
  for (let label = 0; label < classes; label++) {
    if (label === labels[image]) continue;
    if (best < 0 || probabilities[image * classes + label]! > probabilities[image * classes + best]!)
      best = label;
  }
  return best;
}

/** How many images of each label are to be pruned towards each other label, in whole images whose rows add up. */
function countPruned(joint: ConfidentJoint): Uint32Array {
  const { classes, labelled } = joint;
  const images = labelled.reduce((sum, count) => sum + count, 0);
  const shares = calibrateJoint(joint);
  const pruned = new Uint32Array(classes * classes);
  for (let given = 0; given < classes; given++) {
    const row = Array.from({ length: classes }, (_, label) => shares[given * classes + label]! * images);
    const whole = row.map((count) => Math.floor(count + 1e-9));
    let left = labelled[given]! - whole.reduce((sum, count) => sum + count, 0);
    const rest = row.map((count, label) => count - whole[label]!);
    // Of equal rests, the later label's is rounded up, as cleanlab has it.
    const byRest = [...rest.keys()].sort((a, b) => rest[b]! - rest[a]! || b - a);
    for (const label of byRest) {
      if (left <= 0) break;
      whole[label]!++;
      left--;
    }
    // An image of each label stays.
    if (labelled[given]! > 0 && whole[given] === 0) {
      const greatest = whole.indexOf(Math.max(...whole));
      whole[greatest]!--;
    }
    for (let label = 0; label < classes; label++) {
      pruned[given * classes + label] = label === given ? 0 : whole[label]!;
    }
  }
  return pruned;
}

function pruneByClass(data: LabelledProbabilities, joint: ConfidentJoint): Set<number> {
  const { classes } = data;
  const pruned = countPruned(joint);
  const found = new Set<number>();
  for (const [given, images] of imagesByLabel(data).entries()) {
    const own = (image: number) => data.probabilities[image * classes + given]!;
    images.sort((a, b) => own(a) - own(b) || a - b);
    const count = pruned
      .subarray(given * classes, (given + 1) * classes)
      .reduce((sum, number) => sum + number, 0);
    for (const image of images.slice(0, count)) if (!isFirst(data, image)) found.add(image);
  }
  return found;
}

function pruneByNoiseRate(data: LabelledProbabilities, joint: ConfidentJoint): Set<number> {
  const { classes, probabilities } = data;
  const pruned = countPruned(joint);
  const found = new Set<number>();
  for (const [given, images] of imagesByLabel(data).entries()) {
    for (let label = 0; label < classes; label++) {
      const count = pruned[given * classes + label]!;
      if (count === 0) continue;
      const margin = (image: number) =>
        probabilities[image * classes + label]! - probabilities[image * classes + given]!;
      const first = images.toSorted((a, b) => margin(b) - margin(a) || a - b).slice(0, count);
      for (const image of first) if (!isFirst(data, image)) found.add(image);
    }
  }
  return found;
}

function imagesByLabel({ labels, classes }: LabelledProbabilities): number[][] {
  const lists = Array.from({ length: classes }, (): number[] => []);
  for (let image = 0; image < labels.length; image++) lists[labels[image]!]!.push(image);
  return lists;
}

/** Whether no label is more probable than the given one. */
function isFirst({ labels, probabilities, classes }: LabelledProbabilities, image: number): boolean {
  const own = probabilities[image * classes + labels[image]!]!;
  for (let label = 0; label < classes; label++) {
    if (probabilities[image * classes + label]! > own) return false;
  }
  return true;
}
