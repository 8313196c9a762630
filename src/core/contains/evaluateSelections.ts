import type { TopLabels } from "../../stats/metrics/topLabels.ts";
import type { EvaluatedMean } from "../evaluation/evaluatedNumbers.ts";
import { skewedMean } from "../evaluation/skewedMean.ts";
import { seededRandom } from "../seededRandom.ts";
import { type AdjustedAccuracy, adjustFrequencies } from "./adjustFrequencies.ts";
import { countIsolated, type IsolatedLabels } from "./countIsolated.ts";
import { type AmbiguousPair, findAmbiguousPairs } from "./findAmbiguousPairs.ts";
import { type JudgedModel, judgeModels } from "./judgeModels.ts";
import {
  frequencyOf,
  type LabelCount,
  type LabelledSelections,
  originalCount,
} from "./labelledSelections.ts";

/** Maximum number of entries given of a long list. */
export const maxPairs = 100;

/** What selection frequencies say of labels and of models. */
export interface SelectionsEvaluation {
  /** Images of which selection frequencies are known. */
  images: number;
  /** Mean selection frequency of the original label. */
  original: EvaluatedMean;
  isolated: IsolatedLabels;
  ambiguous: { found: number; pairs: AmbiguousPair[] };
  models: JudgedModel[];
  /** Top-1 accuracy adjusted to another dataset's selection frequencies; null where none is given. */
  adjusted: AdjustedModels | null;
}

export interface AdjustedModels {
  /** Images of the other dataset, and of this one, with the frequency of one original label. */
  reference: number;
  images: number;
  /** How many people were asked about each; null where they were not equally many. */
  asked: number | null;
  models: { model: string; accuracy: AdjustedAccuracy }[];
  /** Why nothing was adjusted. */
  reason?: string;
}

/**
 * @param selections of each image
 * @param originals of each image
 * @param objects how many objects each image holds, where that is known
 * @param reference counts of the original labels of another dataset's images
 */
export function evaluateSelections(
  models: readonly { model: string; top: TopLabels }[],
  {
    selections,
    originals,
    objects,
    reference,
  }: {
    selections: readonly LabelledSelections[];
    originals: readonly (readonly number[])[];
    objects: readonly (number | undefined)[] | undefined;
    reference: readonly LabelCount[] | undefined;
  },
  { replicates, seed }: { replicates: number; seed: string | number },
): SelectionsEvaluation {
  const own = selections.flatMap((counts, image) => originalCount(counts, originals[image]!) ?? []);
  return {
    images: selections.filter((counts) => counts !== undefined).length,
    original: skewedMean(own.map(frequencyOf), [0, 1], "people were asked about no original label"),
    isolated: countIsolated(selections, originals, objects),
    ambiguous: findAmbiguousPairs(selections, originals, models, maxPairs),
    models: judgeModels(models, selections, originals),
    adjusted: reference ? adjustModels(models, selections, originals, reference, { replicates, seed }) : null,
  };
}

function adjustModels(
  models: readonly { model: string; top: TopLabels }[],
  selections: readonly LabelledSelections[],
  originals: readonly (readonly number[])[],
  reference: readonly LabelCount[],
  { replicates, seed }: { replicates: number; seed: string | number },
): AdjustedModels {
  const images = selections.flatMap((counts, image) => {
    const own = originalCount(counts, originals[image]!);
    return own ? [{ image, own }] : [];
  });
  const sizes = { reference: reference.length, images: images.length };
  const asked = new Set([...reference, ...images.map(({ own }) => own)].map((count) => count.asked));
  const [people] = asked;
  if (people === undefined || reference.length === 0 || images.length === 0)
    return {
      ...sizes,
      asked: null,
      models: [],
      reason: "no image has a selection frequency of one original label",
    };
  if (asked.size > 1)
    return {
      ...{ ...sizes, asked: null, models: [] },
      reason: `from ${Math.min(...asked)} to ${Math.max(...asked)} people were asked about an original label: a frequency means the same only where they are equally many`,
    };
  const count = (ticks: readonly number[]) => {
    const counts = new Array<number>(people + 1).fill(0);
    for (const ticked of ticks) counts[ticked]!++;
    return counts;
  };
  return {
    ...sizes,
    asked: people,
    models: models.map(({ model, top }) => {
      const right = images.filter(({ image }) => originals[image]![0] === top.labels[image * top.depth]);
      return {
        model,
        accuracy: adjustFrequencies(
          count(reference.map(({ ticked }) => ticked)),
          count(images.map(({ own }) => own.ticked)),
          count(right.map(({ own }) => own.ticked)),
          { replicates, random: seededRandom(`${seed} ${model} frequencies`) },
        ),
      };
    }),
  };
}
