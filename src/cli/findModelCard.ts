import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { Failure } from "../contract/failure.ts";
import type { ModelCard } from "../contract/models/modelCard.ts";
import { commandFor } from "../files/commandFor.ts";
import { listRegistered } from "../inference/modelFolder.ts";
import { readModelCard } from "../inference/readModelCard.ts";

/** The photos that ship with the program, with their labels. */
export const samples = join(import.meta.dirname, "../../samples");

const models = join(import.meta.dirname, "../../models");

/** The model that ships with the program. */
async function readEmbedded(): Promise<{ card: ModelCard; modelFile: string }> {
  const cards = readdirSync(models).filter((name) => name.endsWith(".json"));
  const [only, ...others] = cards;
  if (only === undefined || others.length > 0) {
    throw new Failure("wrong-usage", `Name a model with --model: ${models} holds ${cards.length} of them.`);
  }
  return readModelCard(join(models, only));
}

/**
 * The model that a person named: by its name, or by its card's path; or the one that ships with the program.
 *
 * @param dataFolder whose registered models have names
 * @throws Failure `not-found` listing the names; those of `readModelCard`
 */
export async function findModelCard(
  model?: string,
  dataFolder?: string,
): Promise<{ card: ModelCard; modelFile: string; isEmbedded?: true }> {
  const embedded = { ...(await readEmbedded()), isEmbedded: true as const };
  if (model === undefined || model === embedded.card.name) return embedded;
  const registered = dataFolder === undefined ? [] : await listRegistered(dataFolder);
  const named = registered.find(({ card }) => card.name === model);
  if (named) return named;
  if (model.endsWith(".json") || existsSync(model)) return readModelCard(resolve(model));
  const names = [embedded, ...registered].map(({ card }) => card.name).join(", ");
  throw new Failure(
    "not-found",
    `There is no model “${model}”, and no card of that path. There are: ${names}. Add one: ${commandFor("models add FILE --card CARD", { data: dataFolder })}`,
  );
}
