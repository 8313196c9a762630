import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { Failure } from "../contract/failure.ts";
import type { ModelCard } from "../contract/models/modelCard.ts";
import { commandFor } from "../files/commandFor.ts";
import { packageFolder } from "../files/programPlace.ts";
import { readModelCard } from "../inference/readModelCard.ts";
import { listRegistered } from "../inference/storedModels.ts";
import type { ReadableStorage } from "../storage/storage.ts";

/** The photos that ship with the program, with their labels. */
export const samples = join(packageFolder, "samples");

const models = join(packageFolder, "models");

/** A model whose file can be read until it is disposed of. */
export interface FoundModel extends AsyncDisposable {
  card: ModelCard;
  /** Absolute path. */
  modelFile: string;
  isEmbedded: boolean;
}

/** Of a file that nobody fetched for us. */
const lasting: AsyncDisposable = { async [Symbol.asyncDispose]() {} };

/** The model that ships with the program. */
async function readEmbedded(): Promise<FoundModel> {
  const cards = readdirSync(models).filter((name) => name.endsWith(".json"));
  const [only, ...others] = cards;
  if (only === undefined || others.length > 0) {
    throw new Failure("wrong-usage", `Name a model with --model: ${models} holds ${cards.length} of them.`);
  }
  return { ...(await readModelCard(join(models, only))), isEmbedded: true, ...lasting };
}

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
  const named = registered.find(({ card }) => card.name === model);
  if (named && storage) {
    const file = await storage.localFile(named.modelKey);
    const dispose = async () => file?.[Symbol.asyncDispose]();
    const modelFile = file?.path ?? storage.locationOf(named.modelKey);
    return { card: named.card, modelFile, isEmbedded: false, [Symbol.asyncDispose]: dispose };
  }
  if (model.endsWith(".json") || existsSync(model))
    return { ...(await readModelCard(resolve(model))), isEmbedded: false, ...lasting };
  const names = [embedded, ...registered].map(({ card }) => card.name).join(", ");
  throw new Failure(
    "not-found",
    `There is no model “${model}”, and no card of that path. There are: ${names}. Add one: ${commandFor("models add FILE --card CARD", { data: storage?.locationOf("") })}`,
  );
}
