import { hasLabel } from "../../../stats/metrics/hasLabel.ts";
import type { ClassRow, Confusion, Flip } from "../evaluation.ts";

/** Images with their labels, and what each model names first. */
export interface FirstPredictions {
  valid: readonly (readonly number[])[];
  originals: readonly (readonly number[])[];
  /** Per model [images]; -1 where it names nothing. */
  first: readonly Int32Array[];
}

/** Above every label index, and its square is a whole number still: two labels in one key. */
const keyBase = 2 ** 26;

/**
 * What models take for what: first predictions that are not the original label (of several, the first stands for them),
 * over all models, the most frequent first.
 *
 * @param max so many are kept
 */
export function countConfusions({ valid, originals, first }: FirstPredictions, max: number): Confusion[] {
  const found = new Map<number, { predictions: number; images: number; valid: number }>();
  // Of one image: what is named, in its order, and how often. Few labels are: no map is as fast.
  const named: number[] = [];
  const often: number[] = [];
  for (const [image, right] of originals.entries()) {
    if (right.length === 0) continue;
    named.length = 0;
    for (let model = 0; model < first.length; model++) {
      const label = first[model]![image]!;
      if (label < 0 || hasLabel(right, label)) continue;
      const at = named.indexOf(label);
      if (at >= 0) often[at]!++;
      else often[named.push(label) - 1] = 1;
    }
    for (const [at, label] of named.entries()) {
      const times = often[at]!;
      const key = right[0]! * keyBase + label;
      const sum = found.get(key) ?? { predictions: 0, images: 0, valid: 0 };
      sum.predictions += times;
      sum.images++;
      if (hasLabel(valid[image]!, label)) sum.valid += times;
      found.set(key, sum);
    }
  }
  return [...found]
    .map(([key, sum]) => ({ ...sum, labels: [Math.floor(key / keyBase), key % keyBase] as const }))
    .sort((a, b) => b.predictions - a.predictions || a.labels[0] - b.labels[0] || a.labels[1] - b.labels[1])
    .slice(0, max)
    .map(({ labels: [original, predicted], predictions, images, valid: count }) => ({
      original,
      predicted,
      predictions,
      images,
      valid: {
        count,
        total: predictions,
        share: count / predictions,
        interval: null,
        intervalMissing: "models err together on an image: no interval of independent predictions holds",
      },
    }));
}

/** Accuracy by original label; an image with several counts for each. */
export function countByClass({ valid, originals, first }: FirstPredictions): ClassRow[] {
  const rows = new Map<number, ClassRow & { labels: number }>();
  for (const [image, right] of originals.entries()) {
    for (const label of right) {
      const row = rows.get(label) ?? {
        label,
        images: 0,
        withLabels: 0,
        meanLabels: 0,
        labels: 0,
        top1: first.map(() => 0),
        real: first.map(() => 0),
      };
      rows.set(label, row);
      row.images++;
      row.labels += valid[image]!.length;
      if (valid[image]!.length > 0) row.withLabels++;
      for (let model = 0; model < first.length; model++) {
        const label = first[model]![image]!;
        if (hasLabel(right, label)) row.top1[model]!++;
        if (hasLabel(valid[image]!, label)) row.real[model]!++;
      }
    }
  }
  return [...rows.values()]
    .sort((a, b) => a.label - b.label)
    .map(({ labels, ...row }) => ({ ...row, meanLabels: labels / row.images }));
}

/** Images on which top-1 and ReaL disagree about a model; images without a valid or an original label are left out. */
export function* listFlips(
  { valid, originals, first }: FirstPredictions,
  { models, images }: { models: readonly string[]; images: readonly string[] },
): Generator<Flip> {
  for (const [model, labels] of first.entries()) {
    for (const [image, name] of images.entries()) {
      if (originals[image]!.length === 0 || valid[image]!.length === 0) continue;
      const predicted = labels[image]!;
      const top1 = hasLabel(originals[image]!, predicted);
      const real = hasLabel(valid[image]!, predicted);
      if (top1 === real) continue;
      const sets = { originals: [...originals[image]!], valid: [...valid[image]!] };
      yield { model: models[model]!, image: name, predicted, top1, real, ...sets };
    }
  }
}
