import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { type FoundModel, findModel, lasting, readEmbedded } from "../actions/models/findModel.ts";
import { Failure } from "../contract/failure.ts";
import { commandFor } from "../files/commandFor.ts";
import { readModelCard } from "../inference/readModelCard.ts";
import { listRegistered } from "../inference/storedModels.ts";
import type { ReadableStorage } from "../storage/storage.ts";

/**
 * The model that a person named: by its name, or by its card's path; or the one that ships with the program.
 *
 * @param storage whose registered models have names
 * @throws Failure `not-found` listing the names; those of `readModelCard`
 */
export async function findModelCard(model?: string, storage?: ReadableStorage): Promise<FoundModel> {
  const embedded = await readEmbedded();
  if (model === undefined || model === embedded.card.name) return embedded;
  const registered = storage ? await listRegistered(storage) : [];
  if (storage && registered.some(({ card }) => card.name === model)) return findModel(model, storage);
  if (model.endsWith(".json") || existsSync(model))
    return { ...(await readModelCard(resolve(model))), isEmbedded: false, ...lasting };
  const names = [embedded, ...registered].map(({ card }) => card.name).join(", ");
  throw new Failure(
    "not-found",
    `There is no model “${model}”, and no card of that path. There are: ${names}. Add one: ${commandFor("models add FILE --card CARD", { data: storage?.locationOf("") })}`,
  );
}
