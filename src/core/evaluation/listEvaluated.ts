import type { ImageLists } from "../agreement/listDisagreements.ts";
import type { FirstPredictions } from "./subgroups/countConfusions.ts";

/** Which images of a model: all, or those on which its first prediction is not the original, or not a valid label. */
export const misses = ["all", "not-original", "not-valid"] as const;
export type Miss = (typeof misses)[number];

/** How the lists of images behind an evaluation's numbers are named; models by their ids. */
export const evaluatedList = {
  model: (model: string, miss: Miss) => `model:${model}:${miss}`,
  /** A model on the images with so many valid labels. */
  cell: (model: string, labels: number, miss: Miss) => `cell:${model}:${labels}:${miss}`,
  /** All images with so many valid labels. */
  labels: (labels: number) => `labels:${labels}`,
  /** Images of an original label. */
  original: (label: number) => `original:${label}`,
  /** Images of an original label for which a model names another one first. */
  confusion: (original: number, predicted: number) => `confusion:${original}:${predicted}`,
} as const;

/**
 * Lists the images behind the numbers of an evaluation.
 *
 * @param about.models ids, in the order of `first`
 * @param about.confusions the ones that are listed
 */
export function listEvaluated(
  { valid, originals, first }: FirstPredictions,
  {
    models,
    confusions,
  }: { models: readonly string[]; confusions: readonly { original: number; predicted: number }[] },
): ImageLists {
  const lists: ImageLists = {};
  const add = (name: string, image: number) => {
    const list = lists[name];
    if (list) list.push(image);
    else lists[name] = [image];
  };
  const wanted = new Set(
    confusions.map(({ original, predicted }) => evaluatedList.confusion(original, predicted)),
  );
  for (const [image, labels] of valid.entries()) {
    const right = originals[image]!;
    add(evaluatedList.labels(labels.length), image);
    for (const label of right) add(evaluatedList.original(label), image);
    const named = new Set<number>();
    for (const [at, model] of models.entries()) {
      const label = first[at]![image]!;
      named.add(label);
      const isMissed: Record<Miss, boolean> = {
        all: true,
        "not-original": right.length > 0 && !right.includes(label),
        "not-valid": labels.length > 0 && !labels.includes(label),
      };
      for (const miss of misses) {
        if (!isMissed[miss]) continue;
        add(evaluatedList.model(model, miss), image);
        add(evaluatedList.cell(model, labels.length, miss), image);
      }
    }
    if (right.length === 0) continue;
    for (const label of named) {
      const name = evaluatedList.confusion(right[0]!, label);
      if (!right.includes(label) && wanted.has(name)) add(name, image);
    }
  }
  return lists;
}
