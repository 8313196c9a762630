import { chooseSources } from "../../../core/auditSample/chooseSources.ts";
import { listPredictors } from "../../../db/proposals/predictor.ts";
import { listRankings } from "../../../db/proposals/storedRanking.ts";
import type { Db } from "../../../db/schema.ts";

/** How many drawn images are compared to tell how alike two models are. */
const lookedAt = 200;

/**
 * The models whose labels experts see in an audit sample: the two least alike among those that ranked labels for nearly
 * the most images.
 */
export async function findSources(
  db: Db,
  project: string,
  images: readonly string[],
): Promise<{ id: string; name: string }[]> {
  const predictors = await listPredictors(db, project);
  const most = Math.max(0, ...predictors.map(({ images }) => images));
  const models = predictors.filter(({ images }) => images >= 0.9 * most);
  const rankings = new Map<string, Map<string, number[]>>(models.map(({ id }) => [id, new Map()]));
  const found = await listRankings(
    db,
    images.slice(0, lookedAt),
    models.map(({ id }) => id),
  );
  for (const [image, byModel] of found)
    for (const [model, ranking] of byModel)
      rankings.get(model)?.set(
        image,
        ranking.map(({ label }) => label),
      );
  return chooseSources(rankings).map((id) => ({ id, name: models.find((model) => model.id === id)!.name }));
}
