import type { TopLabels } from "../stats/topLabels.ts";
import { variableTopK } from "../stats/variableTopK.ts";
import type { EvaluatedNumber, SubgroupAccuracy } from "./evaluation.ts";

/**
 * Variable top-k accuracy by the number of valid labels, and its mean over these subgroups (ASMA).
 *
 * @param valid the valid labels of each image, each once [images][any number]
 * @param options.minimum a subgroup counts for ASMA only from so many images
 * @param options.cap images with so many labels or more are one subgroup
 * @see arXiv 2412.18409, Re-assessing ImageNet; our reading of it
 */
export function measureSubgroups(
  top: TopLabels,
  valid: readonly (readonly number[])[],
  { minimum, cap }: { minimum: number; cap: number },
): SubgroupAccuracy {
  const accuracies = variableTopK(top, valid);
  const sums = Array.from({ length: cap }, () => ({ images: 0, accuracy: 0, strict: 0 }));
  let tooDeep = 0;
  for (let image = 0; image < valid.length; image++) {
    const labels = valid[image]!;
    if (labels.length === 0) continue;
    const accuracy = accuracies[image]!;
    if (Number.isNaN(accuracy)) {
      tooDeep++;
      continue;
    }
    const group = sums[Math.min(labels.length, cap) - 1]!;
    group.images++;
    group.accuracy += accuracy;
    group.strict += accuracy === 1 ? 1 : 0;
  }
  const groups = sums.map(({ images, accuracy, strict }, at) => {
    const isLast = at === cap - 1;
    return {
      labels: `${at + 1}${isLast ? "+" : ""}`,
      images,
      accuracy: images === 0 ? null : accuracy / images,
      strict: images === 0 ? null : strict / images,
      ...(images === 0 ? { reason: "no image" } : {}),
      ...(images > 0 && images < minimum ? { reason: `fewer than ${minimum} images` } : {}),
    };
  });
  const inMean = groups.filter(({ reason }) => reason === undefined);
  const total = sums.reduce((all, { images }) => all + images, 0);
  const overGroups = (measure: "accuracy" | "strict"): EvaluatedNumber =>
    mean(
      inMean.reduce((sum, group) => sum + group[measure]!, 0),
      inMean.length,
      "no group has enough images",
    );
  const overImages = (measure: "accuracy" | "strict"): EvaluatedNumber =>
    mean(
      sums.reduce((sum, group) => sum + group[measure], 0),
      total,
      "no image has a valid label and enough predictions",
    );
  return {
    groups,
    asma: overGroups("accuracy"),
    asmaStrict: overGroups("strict"),
    imageMean: overImages("accuracy"),
    imageMeanStrict: overImages("strict"),
    tooDeep,
  };
}

const mean = (sum: number, n: number, reason: string): EvaluatedNumber =>
  n === 0 ? { value: null, n, reason } : { value: sum / n, n };
