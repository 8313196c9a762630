import type { TopLabels } from "../../stats/metrics/topLabels.ts";
import type { EvaluatedShare } from "../evaluation/evaluatedNumbers.ts";
import { shareOf } from "../evaluation/evaluateShares.ts";
import type { LabelledSelections } from "./labelledSelections.ts";

/** Two labels that people tick in the same images. */
export interface AmbiguousPair {
  /** Label indices, ascending. */
  labels: [number, number];
  /** Both were ticked by at least half of those who were asked: of images whose original label is either. */
  both: EvaluatedShare;
  /** Of these images, those on which people were asked about both. */
  asked: number;
  /**
   * Of each model, how often the original one of the two labels comes first in its ranking: of these images, where either
   * is in it.
   */
  models: { model: string; originalFirst: EvaluatedShare }[];
}

/**
 * Pairs of labels that are both seen in the same images, the most certain first: by the lower end of their share's
 * interval.
 *
 * @param originals of each image; those with one original label are looked at
 * @param max pairs that are listed
 * @see Tsipras et al. (2020), From ImageNet to Image Classification, section 4.2
 */
export function findAmbiguousPairs(
  selections: readonly LabelledSelections[],
  originals: readonly (readonly number[])[],
  models: readonly { model: string; top: TopLabels }[],
  max: number,
): { found: number; pairs: AmbiguousPair[] } {
  const imagesOf = new Map<number, number[]>();
  const counts = new Map<string, { labels: [number, number]; both: number; asked: number }>();
  for (const [image, counted] of selections.entries()) {
    const [original, ...more] = originals[image]!;
    if (counted === undefined || original === undefined || more.length > 0) continue;
    imagesOf.set(original, [...(imagesOf.get(original) ?? []), image]);
    const own = counted.find(({ label }) => label === original);
    if (own === undefined) continue;
    for (const other of counted) {
      if (other.label === original) continue;
      const labels: [number, number] = [Math.min(original, other.label), Math.max(original, other.label)];
      const pair = counts.get(labels.join()) ?? { labels, both: 0, asked: 0 };
      pair.asked++;
      if (2 * own.ticked >= own.asked && 2 * other.ticked >= other.asked) pair.both++;
      counts.set(labels.join(), pair);
    }
  }
  const found = [...counts.values()].filter(({ both }) => both > 0);
  const pairs = found
    .map(({ labels, both, asked }) => {
      const images = labels.flatMap((label) => imagesOf.get(label) ?? []);
      return { labels, asked, images, both: shareOf(both, images.length, "no image is of either label") };
    })
    .sort(
      (a, b) =>
        b.both.interval![0] - a.both.interval![0] ||
        b.both.total - a.both.total ||
        a.labels[0] - b.labels[0] ||
        a.labels[1] - b.labels[1],
    )
    .slice(0, max);
  return {
    found: found.length,
    pairs: pairs.map(({ images, ...pair }) => ({
      ...pair,
      models: models.map(({ model, top }) => ({
        model,
        originalFirst: countFirst(images, pair.labels, originals, top),
      })),
    })),
  };
}

function countFirst(
  images: readonly number[],
  labels: readonly number[],
  originals: readonly (readonly number[])[],
  { depth, labels: ranked }: TopLabels,
): EvaluatedShare {
  let [right, total] = [0, 0];
  for (const image of images) {
    for (let rank = 0; rank < depth; rank++) {
      const label = ranked[image * depth + rank]!;
      if (!labels.includes(label)) continue;
      total++;
      if (originals[image]![0] === label) right++;
      break;
    }
  }
  return shareOf(right, total, "neither label is in a ranking of these images");
}
