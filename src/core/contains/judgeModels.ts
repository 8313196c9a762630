import type { TopLabels } from "../../stats/metrics/topLabels.ts";
import type { EvaluatedMean } from "../evaluation/evaluatedNumbers.ts";
import { skewedMean } from "../evaluation/skewedMean.ts";
import { frequencyOf, type LabelledSelections, originalCount } from "./labelledSelections.ts";

/** What people think of a model's first labels when asked about each by itself. */
export interface JudgedModel {
  model: string;
  /** Its first labels of images on which people were asked about other labels only: nothing is known of these. */
  unasked: number;
  /** Mean selection frequency of its first labels, of images on which people were asked about it. */
  prediction: EvaluatedMean;
  /** Mean selection frequency of the original label of the same images, where people were asked about that one too. */
  original: EvaluatedMean;
  /** The first less the second, image by image. */
  difference: EvaluatedMean;
  /** First labels that are not the original one, by selection frequency: ten bins, [0, .1) to [.9, 1]. */
  wrong: number[];
}

/**
 * People judge models: how often people tick what a model says, beside how often they tick the original label.
 *
 * Intervals are Student's and Hall's over images (`skewedMeanInterval`), which hold with fewer images than percentiles of
 * resamples do.
 *
 * @see Tsipras et al. (2020), From ImageNet to Image Classification, section 5.1
 */
export function judgeModels(
  models: readonly { model: string; top: TopLabels }[],
  selections: readonly LabelledSelections[],
  originals: readonly (readonly number[])[],
): JudgedModel[] {
  return models.map(({ model, top }) => {
    const predicted: number[] = [];
    const paired: { prediction: number; original: number }[] = [];
    const wrong = new Array<number>(10).fill(0);
    let unasked = 0;
    for (const [image, counts] of selections.entries()) {
      if (counts === undefined) continue;
      const first = top.labels[image * top.depth]!;
      const count = counts.find(({ label }) => label === first);
      if (count === undefined) {
        unasked++;
        continue;
      }
      predicted.push(frequencyOf(count));
      if (originals[image]!.length > 0 && !originals[image]!.includes(first))
        wrong[Math.min(9, Math.floor((10 * count.ticked) / count.asked))]!++;
      const own = originalCount(counts, originals[image]!);
      if (own) paired.push({ prediction: frequencyOf(count), original: frequencyOf(own) });
    }
    const noBoth = "people were asked about no first label and its original label";
    return {
      model,
      unasked,
      prediction: skewedMean(predicted, [0, 1], "people were asked about none of its first labels"),
      original: skewedMean(
        paired.map(({ original }) => original),
        [0, 1],
        noBoth,
      ),
      difference: skewedMean(
        paired.map(({ prediction, original }) => prediction - original),
        [-1, 1],
        noBoth,
      ),
      wrong,
    };
  });
}
