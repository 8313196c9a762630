import type { LabelledProbabilities } from "./confidentThresholds.ts";

/** How the quality of a given label is scored; low is suspicious. */
export type LabelQuality = "self-confidence" | "normalized-margin";

/**
 * Scores each given label by the model's probabilities: its own (self-confidence), or how far it is above the highest of
 * the others (normalized margin, (p_given - max p_other + 1) / 2).
 *
 * @returns [images], from 0, suspicious, to 1; the margin of a single label is that to nothing
 * @see Northcutt, Jiang, Chuang (2021), Confident learning, section 3.2
 */
export function labelQuality(
  { labels, probabilities, classes }: LabelledProbabilities,
  kind: LabelQuality,
): Float64Array {
  return Float64Array.from(labels, (given, image) => {
    const own = probabilities[image * classes + given]!;
    if (kind === "self-confidence") return own;
    let other = 0;
    for (let label = 0; label < classes; label++) {
      const probability = probabilities[image * classes + label]!;
      if (label !== given && probability > other) other = probability;
    }
    return (own - other + 1) / 2;
  });
}
