import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../../contract/failure.ts";
import type { ModelCard } from "../../contract/models/modelCard.ts";
import { packageFolder } from "../../files/programPlace.ts";
import { readModelCard } from "../../inference/readModelCard.ts";
import { listRegistered } from "../../inference/storedModels.ts";
import type { ReadableStorage } from "../../storage/storage.ts";

const models = join(packageFolder, "models");
/** The photos that ship with the program, with their labels. */
export const samples = join(packageFolder, "samples");

/** A model whose file can be read until it is disposed of. */
export interface FoundModel extends AsyncDisposable {
  card: ModelCard;
  /** Absolute path. */
  modelFile: string;
  isEmbedded: boolean;
}

/** For a file that needs no disposal. */
export const lasting: AsyncDisposable = { async [Symbol.asyncDispose]() {} };

/** The built-in model. */
export async function readEmbedded(): Promise<FoundModel> {
  const cards = readdirSync(models).filter((name) => name.endsWith(".json"));
  const [only, ...others] = cards;
  if (only === undefined || others.length > 0) {
    throw new Failure("wrong-usage", `Name a model with --model: ${models} holds ${cards.length} of them.`);
  }
  return { ...(await readModelCard(join(models, only))), isEmbedded: true, ...lasting };
}

/**
 * A model by its name: an added one, or the built-in one, which needs no name.
 *
 * @param storage where added models are stored
 * @throws Failure `not-found` listing the names
 */
export async function findModel(name: string | null, storage: ReadableStorage): Promise<FoundModel> {
  const embedded = await readEmbedded();
  if (name === null || name === embedded.card.name) return embedded;
  const registered = await listRegistered(storage);
  const named = registered.find(({ card }) => card.name === name);
  if (!named) {
    const names = [embedded, ...registered].map(({ card }) => card.name).join(", ");
    throw new Failure("not-found", `There is no model “${name}”. There are: ${names}.`);
  }
  const file = await storage.localFile(named.modelKey);
  const dispose = async () => file?.[Symbol.asyncDispose]();
  const modelFile = file?.path ?? storage.locationOf(named.modelKey);
  return { card: named.card, modelFile, isEmbedded: false, [Symbol.asyncDispose]: dispose };
}
