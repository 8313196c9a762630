import { Failure } from "../../contract/failure.ts";
import { countModelUse, deleteModel, listAllModels } from "../../db/models.ts";
import { listRegistered } from "../../inference/storedModels.ts";
import type { Context } from "../context.ts";

/**
 * Removes a model from the data folder. Results based on it stay, with its name and card.
 *
 * @param input.force removes the file even where predictions rest on it, which cannot be continued or repeated without
 *   it
 * @throws Failure `not-found`; `in-use` where predictions or proposals rest on it
 */
export async function removeModel(
  { db, storage }: Pick<Context, "db" | "storage">,
  { name, force }: { name: string; force: boolean },
): Promise<{ name: string; predictions: number; embeddings: number; proposals: number }> {
  const registered = await listRegistered(storage);
  const model = registered.find(({ card }) => card.name === name);
  if (!model) {
    const names = registered.map(({ card }) => card.name).join(", ") || "none";
    throw new Failure(
      "not-found",
      `There is no file of a model “${name}” in this data folder. Models that were added: ${names}.`,
    );
  }
  const use = await db.transaction().execute(async (transaction) => {
    const row = (await listAllModels(transaction)).find(({ sha256 }) => sha256 === model.card.sha256);
    if (!row) return { predictions: 0, embeddings: 0, proposals: 0 };
    const counted = await countModelUse(transaction, row.id);
    if (counted.predictions + counted.embeddings + counted.proposals === 0)
      await deleteModel(transaction, row.id);
    else if (!force) {
      throw new Failure(
        "in-use",
        `${counted.predictions} predictions, ${counted.embeddings} embeddings and the proposals of ${counted.proposals} images rest on ${name}. ` +
          "Keep it, so that they can be repeated; --force removes its file, and leaves them as they are.",
      );
    }
    return counted;
  });
  // The card is removed first: a model without its card does not exist.
  await storage.remove(model.cardKey);
  await storage.remove(model.modelKey);
  return { name, ...use };
}
