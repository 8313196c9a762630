import type { Label } from "../../contract/labels/labelSpace.ts";
import { adviseClasses } from "../../files/checkClasses.ts";
import type { PredictedImage } from "../../files/predictions/predictedImage.ts";
import { labelResolver } from "../labels/resolveLabel.ts";

/** What a row of a file of predictions means in a project. */
export interface ResolvedPrediction {
  row: number;
  /** The image's key. */
  key: string;
  /** Label indices; null where the row has a score for every label in turn. */
  labels: number[] | null;
  scores: ArrayLike<number> | null;
}

/**
 * Makes a function that finds what the labels of a row mean, or what is wrong with it. A number is a label's index.
 * Text is read as in manifests.
 *
 * @param totals every number of labels that the project has ever had: scores of all labels at that time are scores of
 *   the first ones now
 * @returns a message where the row cannot be used
 */
export function predictionResolver(
  space: readonly Label[],
  totals: ReadonlySet<number> = new Set([space.length]),
): (predicted: PredictedImage) => ResolvedPrediction | string {
  // Predictions stay as they were: merged labels are only merged when proposals are made from them.
  const resolveName = labelResolver(space.map(({ fate: _, into: __, ...label }) => label));
  // Each text is resolved once: a file repeats the same thousand labels a million times.
  const known = new Map<string, number | undefined>();
  /** Scores per row: set by the first row with as many scores as there ever were labels. */
  let width: number | undefined;
  const resolve = (written: string | number): number | undefined => {
    if (typeof written === "number") return space[written]?.index;
    if (known.has(written)) return known.get(written);
    const label = resolveName(written)?.label;
    if (known.size < 100_000) known.set(written, label);
    return label;
  };

  return ({ row, image: key, labels, scores }) => {
    if (labels?.length === 0) return `“${key}” has no labels.`;
    if (!labels && scores && totals.has(scores.length)) width ??= scores.length;
    if (!labels && (scores?.length ?? -1) !== (width ?? space.length)) {
      return `it has ${scores?.length ?? 0} scores, and the project has ${space.length} labels. ${adviseClasses(scores?.length ?? 0, space.length)}`;
    }
    const found: number[] = [];
    for (const written of labels ?? []) {
      const label = resolve(written);
      if (label === undefined) {
        const advice =
          Number(written) === space.length
            ? `Its labels go from 0 to ${space.length - 1}: where a file counts from 1, say --offset 1.`
            : "Write its key, index or name.";
        const several = resolveName.explain(String(written));
        if (several !== undefined) return `“${written}” can be ${several}. Write the key or the index.`;
        return `“${written}” is no label of the project. ${advice}`;
      }
      found.push(label);
    }
    if (new Set(found).size < found.length) return `“${key}” has a label twice.`;
    return { row, key, labels: labels && found, scores };
  };
}
