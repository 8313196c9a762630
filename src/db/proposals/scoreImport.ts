import type { Selectable } from "kysely";
import type { Db, Tables } from "../schema.ts";

export type ScoreImport = Selectable<Tables["scoreImport"]>;

export async function findScoreImport(
  db: Db,
  project: string,
  model: string,
): Promise<ScoreImport | undefined> {
  return db
    .selectFrom("scoreImport")
    .selectAll()
    .where("projectId", "=", project)
    .where("modelId", "=", model)
    .executeTakeFirst();
}

/** Whether another project uses the scores of a model too. */
export async function isUsedElsewhere(db: Db, project: string, model: string): Promise<boolean> {
  const row = await db
    .selectFrom("scoreImport")
    .select("projectId")
    .where("modelId", "=", model)
    .where("projectId", "!=", project)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertScoreImport(db: Db, row: ScoreImport): Promise<void> {
  await db.insertInto("scoreImport").values(row).execute();
}

export async function updateScoreImport(
  db: Db,
  { projectId, modelId }: Pick<ScoreImport, "projectId" | "modelId">,
  changes: Partial<Pick<ScoreImport, "rowsDone" | "completedAt">>,
): Promise<void> {
  await db
    .updateTable("scoreImport")
    .set(changes)
    .where("projectId", "=", projectId)
    .where("modelId", "=", modelId)
    .execute();
}

/** Takes a model's imported predictions out of a project, as if they had never been imported. */
export async function deleteScoreImport(db: Db, project: string, model: string): Promise<void> {
  const images = db.selectFrom("image").select("id").where("projectId", "=", project);
  await db.deleteFrom("prediction").where("modelId", "=", model).where("imageId", "in", images).execute();
  await db.deleteFrom("scoreImport").where("projectId", "=", project).where("modelId", "=", model).execute();
}
