import { Failure } from "../../../contract/failure.ts";
import {
  deleteEmbeddingSet,
  type EmbeddingSet,
  findEmbeddingSet,
  insertEmbeddingSet,
  listEmbeddingSets,
} from "../../../db/embeddings.ts";
import { ensureScoresModel, type Model } from "../../../db/models.ts";
import type { Db } from "../../../db/schema.ts";

/**
 * Begins an import of embeddings, or finds where an earlier one stopped; only the same file, read the same way, resumes
 * one.
 *
 * @throws Failure `already-exists` where the name or the file is taken, and may not be replaced
 */
export async function claimEmbeddingSet(
  db: Db,
  input: {
    project: string;
    name: string;
    sha256: string;
    sourceJson: string;
    size: number;
    replace: boolean;
    at: string;
  },
): Promise<{ model: Model; set: EmbeddingSet; replaces: string | undefined }> {
  const { project, name, sha256, sourceJson, size, replace, at } = input;
  const namesake = (await listEmbeddingSets(db, project)).find(
    (set) => set.name === name && set.sha256 !== sha256,
  );
  if (namesake && (!replace || namesake.sourceJson === null)) {
    const how = namesake.sourceJson === null ? "" : ", or replace them with --replace";
    throw new Failure(
      "already-exists",
      `The project has other embeddings called “${name}”. Choose another name${how}.`,
    );
  }
  const model = await ensureScoresModel(db, { name, sha256, createdAt: at });
  if (model.name !== name) {
    throw new Failure(
      "already-exists",
      `This file is stored already, as that of “${model.name}”. Import it under that name.`,
    );
  }
  const earlier = await findEmbeddingSet(db, { project, model: model.id });
  const replaces = namesake?.modelId;
  if (earlier?.sourceJson === sourceJson) return { model, set: earlier, replaces };
  const isUndone = earlier?.sourceJson?.includes('"undone"') ?? false;
  if (earlier?.completedAt && !replace && !isUndone) {
    throw new Failure(
      "already-exists",
      `These embeddings of “${name}” were imported already with another list of images or other options. Replace ` +
        "them with --replace.",
    );
  }
  if (earlier) await deleteEmbeddingSet(db, { project, model: model.id });
  const set = {
    projectId: project,
    modelId: model.id,
    output: "",
    size,
    sourceJson,
    rowsDone: 0,
    createdAt: at,
    completedAt: null,
  };
  await insertEmbeddingSet(db, set);
  return { model, set, replaces };
}
