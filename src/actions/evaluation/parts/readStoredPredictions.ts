import { carryRanking, type Formers } from "../../../core/labels/labelFate.ts";
import { listPredictors, type Predictor } from "../../../db/proposals/predictor.ts";
import { listRankings } from "../../../db/proposals/storedRanking.ts";
import type { Db } from "../../../db/schema.ts";
import type { TopLabels } from "../../../stats/metrics/topLabels.ts";

const imagesAtOnce = 200;

export interface StoredModel extends Predictor {
  /** Its name; two models of the same name are told apart by the beginning of their hash. */
  shownName: string;
  /** How many of the images asked for it predicted. */
  predicted: number;
  /** Whether it predicted enough of them to be compared. */
  compared: boolean;
}

export interface StoredPredictions {
  /** All models with predictions in the project, by name. */
  models: StoredModel[];
  /** The images that every compared model predicted, as positions in the list asked for. */
  images: number[];
  /** A compared model's first labels of those images. */
  topOf: (model: StoredModel) => TopLabels;
}

/**
 * Reads what a project's models predicted for some images. Only models that predicted at least half of these are
 * compared, and only on the images that all of them predicted.
 *
 * @param about.formers labels that are not offered: predictions of them are read as the labels in their place
 * @param about.depth maximum number of labels read per image
 */
export async function readStoredPredictions(
  db: Db,
  {
    project,
    images,
    depth,
    formers,
  }: { project: string; images: readonly string[]; depth: number; formers: Formers },
): Promise<StoredPredictions> {
  const predictors = await listPredictors(db, project);
  const rankings = new Map(
    predictors.map(({ id }) => [id, new Array<Int32Array | undefined>(images.length)]),
  );
  for (let first = 0; first < images.length; first += imagesAtOnce) {
    const some = images.slice(first, first + imagesAtOnce);
    const byImage = await listRankings(db, some, [...rankings.keys()]);
    for (const [at, image] of some.entries()) {
      for (const [model, ranking] of byImage.get(image) ?? []) {
        const offered = carryRanking(ranking, formers).slice(0, depth);
        const labels = Int32Array.from(offered, ({ label }) => label);
        rankings.get(model)![first + at] = labels;
      }
    }
  }
  const models = predictors.map((predictor): StoredModel => {
    const predicted = rankings.get(predictor.id)!.filter((ranking) => ranking !== undefined).length;
    const compared = images.length > 0 && predicted * 2 >= images.length;
    return { ...predictor, shownName: nameAmong(predictors, predictor), predicted, compared };
  });
  const compared = models.filter((model) => model.compared);
  const shared =
    compared.length === 0
      ? []
      : [...images.keys()].filter((image) => compared.every(({ id }) => rankings.get(id)![image]));
  return {
    models,
    images: shared,
    topOf: ({ id }) => flatten(shared.map((image) => rankings.get(id)![image]!)),
  };
}

/** Rankings of any length as rows as long as the longest, padded with -1. */
function flatten(rankings: readonly Int32Array[]): TopLabels {
  const depth = rankings.reduce((max, { length }) => Math.max(max, length), 1);
  const labels = new Int32Array(rankings.length * depth).fill(-1);
  rankings.forEach((ranking, image) => {
    labels.set(ranking, image * depth);
  });
  return { depth, labels };
}

const nameAmong = (predictors: readonly Predictor[], { name, sha256 }: Predictor) =>
  predictors.filter((other) => other.name === name).length > 1 ? `${name} ${sha256.slice(0, 6)}` : name;
