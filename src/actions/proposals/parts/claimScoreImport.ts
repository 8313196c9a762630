import { Failure } from "../../../contract/failure.ts";
import { ensureScoresModel, type Model, updateModelName } from "../../../db/models.ts";
import { listPredictors } from "../../../db/proposals/predictor.ts";
import {
  deleteScoreImport,
  findScoreImport,
  insertScoreImport,
  isUsedElsewhere,
} from "../../../db/proposals/scoreImport.ts";
import type { Db } from "../../../db/schema.ts";

export interface Claim {
  model: Model;
  /** The same scores are already stored completely. */
  isComplete: boolean;
  /** Rows of the file that an earlier run stored. */
  rowsDone: number;
  /** The model of the same name whose predictions these replace once they are complete. */
  replaces: string | undefined;
}

/**
 * Begins an import of scores, or finds where an earlier one stopped. Only the same file, read the same way, resumes
 * one; the rows of another, which nobody has seen, are discarded.
 *
 * @throws Failure `already-exists` where the name or the scores already exist, and may not be replaced
 */
export async function claimScoreImport(
  db: Db,
  input: {
    project: string;
    name: string;
    sha256: string;
    sourceJson: string;
    hasScores: boolean;
    replace: boolean;
    at: string;
  },
): Promise<Claim> {
  const { project, name, sha256, sourceJson, replace, at } = input;
  const namesake = (await listPredictors(db, project)).find(
    (predictor) => predictor.name === name && predictor.sha256 !== sha256,
  );
  if (namesake && (!replace || namesake.importedAt === null)) {
    const how = namesake.importedAt === null ? "" : ", or replace its predictions with --replace";
    throw new Failure(
      "already-exists",
      `The project has predictions of another model called “${name}”. Choose another name${how}.`,
    );
  }
  const model = await ensureScoresModel(db, { name, sha256, createdAt: at });
  const earlier = await findScoreImport(db, project, model.id);
  const isSame = earlier?.sourceJson === sourceJson;
  if (model.name !== name) {
    if ((earlier?.completedAt && !replace) || (await isUsedElsewhere(db, project, model.id))) {
      throw new Failure(
        "already-exists",
        `These scores are stored already, as those of “${model.name}”. Import them under that name.`,
      );
    }
    await updateModelName(db, model.id, name);
  }
  const claim = { model: { ...model, name }, replaces: namesake?.id };
  if (earlier && isSame) {
    return { ...claim, isComplete: earlier.completedAt !== null, rowsDone: earlier.rowsDone };
  }
  if (earlier?.completedAt && !replace) {
    throw new Failure(
      "already-exists",
      `These scores of “${name}” were imported already with another list of images or other options. Replace them ` +
        "with --replace.",
    );
  }
  if (earlier) await deleteScoreImport(db, project, model.id);
  await insertScoreImport(db, {
    projectId: project,
    modelId: model.id,
    sourceJson,
    rowsDone: 0,
    hasScores: input.hasScores ? 1 : 0,
    createdAt: at,
    completedAt: null,
  });
  return { ...claim, isComplete: false, rowsDone: 0 };
}
