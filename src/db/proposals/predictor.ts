import { findLatestJob } from "../jobs.ts";
import type { Db } from "../schema.ts";

/** A model whose predictions of a project's images may be used. */
export interface Predictor {
  id: string;
  name: string;
  sha256: string;
  /** Images of the project that it ranked labels for. */
  images: number;
  /** false: it gave only the order of its labels. */
  hasScores: boolean;
  /** Its scores were computed elsewhere and imported; then, since when they are as they are. */
  importedAt: string | null;
}

/**
 * The models that have predictions in a project, by name. One whose import was never completed is not among them.
 */
export async function listPredictors(db: Db, project: string): Promise<Predictor[]> {
  const rows = await db
    .selectFrom("prediction")
    .innerJoin("image", "image.id", "prediction.imageId")
    .innerJoin("model", "model.id", "prediction.modelId")
    .leftJoin("scoreImport", (join) =>
      join.onRef("scoreImport.modelId", "=", "model.id").on("scoreImport.projectId", "=", project),
    )
    .select([
      "model.id",
      "model.name",
      "model.sha256",
      "scoreImport.hasScores",
      "scoreImport.completedAt as importedAt",
    ])
    .select(({ fn }) => fn.countAll().as("images"))
    .where("image.projectId", "=", project)
    .where("prediction.ranking", "is not", null)
    .where(({ or, eb }) =>
      or([eb("scoreImport.modelId", "is", null), eb("scoreImport.completedAt", "is not", null)]),
    )
    .groupBy(["model.id", "model.name", "model.sha256", "scoreImport.hasScores", "scoreImport.completedAt"])
    .orderBy("model.name")
    .orderBy("model.id")
    .execute();
  return rows.map(({ images, hasScores, ...row }) => ({
    ...row,
    images: Number(images),
    hasScores: hasScores !== 0,
  }));
}

/** Of a project's predictions: changes when one comes in, without reading them all. */
export async function findPredictionsVersion(db: Db, project: string): Promise<string> {
  const imports = await db
    .selectFrom("scoreImport")
    .select(["modelId", "completedAt"])
    .where("projectId", "=", project)
    .orderBy("modelId")
    .execute();
  const job = await findLatestJob(db, project);
  return [
    job?.id,
    job?.updatedAt,
    ...imports.map(({ modelId, completedAt }) => `${modelId} ${completedAt}`),
  ].join();
}

/** Models whose predictions were imported, by name. */
export async function listImported(db: Db, project: string): Promise<string[]> {
  const all = await listPredictors(db, project);
  return all.flatMap(({ name, importedAt }) => (importedAt === null ? [] : [name]));
}
