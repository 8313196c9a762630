import { sql } from "kysely";
import { bytesPerLabel, unpackRanking } from "../../core/proposals/packRanking.ts";
import type { Db } from "../schema.ts";

/** What each of these models says first of these images (some hundreds), by image. */
export async function listFirstLabels(
  db: Db,
  images: readonly string[],
  models: readonly string[],
): Promise<Map<string, number[]>> {
  const found = new Map<string, number[]>();
  if (images.length === 0 || models.length === 0) return found;
  const rows = await db
    .selectFrom("prediction")
    .select(["imageId", sql<Buffer>`substr("ranking", 1, ${sql.lit(bytesPerLabel)})`.as("first")])
    .where("imageId", "in", images)
    .where("modelId", "in", models)
    .where("ranking", "is not", null)
    .execute();
  for (const { imageId, first } of rows) {
    const [ranked] = unpackRanking(first);
    if (ranked) found.set(imageId, [...(found.get(imageId) ?? []), ranked.label]);
  }
  return found;
}
