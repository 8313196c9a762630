import { unpackRanking } from "../../core/proposals/packRanking.ts";
import type { Db } from "../schema.ts";

/** What models said of these images (at most a few hundred): the first label of each ranking, and the last. */
export async function listFirstAndLast(
  db: Db,
  images: readonly string[],
): Promise<{ imageId: string; model: string; first: number; last: number }[]> {
  if (images.length === 0) return [];
  const rows = await db
    .selectFrom("prediction")
    .innerJoin("model", "model.id", "prediction.modelId")
    .select(["prediction.imageId", "prediction.ranking", "model.name"])
    .where("prediction.imageId", "in", images)
    .where("prediction.ranking", "is not", null)
    .execute();
  return rows.flatMap(({ imageId, ranking, name }) => {
    const labels = unpackRanking(ranking!);
    const [first, last] = [labels.at(0), labels.at(-1)];
    return first && last ? [{ imageId, model: name, first: first.label, last: last.label }] : [];
  });
}
