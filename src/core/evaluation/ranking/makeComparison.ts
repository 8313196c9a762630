import { type ModelPredictions, type ModelScore, rankModels } from "./rankModels.ts";
import { type EnsembleSearch, searchEnsembles } from "./searchEnsembles.ts";

/** Which model should propose labels, by evidence. */
export interface ModelComparison {
  images: {
    /** On which the models were compared. */
    compared: number;
    /** Of these, with a valid label: the denominator of ReaL accuracy. */
    withLabels: number;
    /** Of these, with an original label: the denominator of top-1. */
    withOriginal: number;
  };
  /** Valid labels of all images: the denominator of recall. */
  validLabels: number;
  /** The valid labels came from proposals: recall is relative to what was proposed, and flatters the proposer. */
  relative: boolean;
  /** Best first by ReaL accuracy. */
  models: ModelScore[];
  targetRecall: number;
  /** Of models that did not propose the labels. */
  ensembles: EnsembleSearch;
}

/**
 * Compares models on the same images.
 *
 * @param about.valid the valid labels of each image [images][any number]
 * @param about.originals the original labels of each image [images][any number]; empty where none is known
 * @param about.targetRecall between 0 and 1, see `searchEnsembles`
 * @param about.maxSearched ensembles are searched among so many models
 */
export function makeComparison(
  models: readonly ModelPredictions[],
  {
    valid,
    originals,
    relative,
    targetRecall,
    maxSearched,
  }: {
    valid: readonly (readonly number[])[];
    originals: readonly (readonly number[])[];
    relative: boolean;
    targetRecall: number;
    maxSearched?: number;
  },
): ModelComparison {
  const others = models.filter(({ proposer }) => !proposer);
  return {
    images: {
      compared: valid.length,
      withLabels: valid.filter((labels) => labels.length > 0).length,
      withOriginal: originals.filter((labels) => labels.length > 0).length,
    },
    validLabels: valid.reduce((sum, labels) => sum + labels.length, 0),
    relative,
    models: rankModels(models, valid, originals),
    targetRecall,
    ensembles: searchEnsembles(others, valid, {
      targetRecall,
      ...(maxSearched === undefined ? {} : { max: maxSearched }),
    }),
  };
}
