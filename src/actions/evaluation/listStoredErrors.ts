import { Failure } from "../../contract/failure.ts";
import { listErrors, type ModelError } from "../../core/evaluation/errorSeverity.ts";
import type { Db } from "../../db/schema.ts";
import { readStoredLabels } from "./parts/readStoredLabels.ts";
import { readStoredPredictions } from "./parts/readStoredPredictions.ts";

export interface StoredErrors {
  /** Name of the model. */
  name: string;
  /** `image` is a position in `ids`. */
  errors: ModelError[];
  /** Images with a valid label on which it is evaluated. */
  images: number;
  ids: string[];
  valid: readonly (readonly number[])[];
}

/**
 * A model's first labels of a project's images that are not valid, on the images on which the page *Models* evaluates
 * it.
 *
 * @param about.release its number; null for the final labels so far
 * @throws Failure `not-found` for a model without predictions here; `not-ready` where the model is not evaluated
 */
export async function listStoredErrors(
  db: Db,
  { project, model: id, release }: { project: string; model: string; release: number | null },
): Promise<StoredErrors> {
  const { ids, valid, formers } = await readStoredLabels(db, { project, release });
  const stored = await readStoredPredictions(db, { project, images: ids, depth: 1, formers });
  const model = stored.models.find((one) => one.id === id);
  if (!model) throw new Failure("not-found", "The project has no predictions of this model.");
  if (!model.compared || stored.images.length === 0)
    throw new Failure(
      "not-ready",
      `“${model.shownName}” is not evaluated: it predicted too few of the images that have labels.`,
    );
  const own = stored.images.map((image) => valid[image]!);
  return {
    name: model.shownName,
    errors: listErrors([{ model: model.shownName, top: stored.topOf(model) }], own),
    images: own.filter((labels) => labels.length > 0).length,
    ids: stored.images.map((image) => ids[image]!),
    valid: own,
  };
}
