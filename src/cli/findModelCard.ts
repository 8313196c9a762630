import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { Failure } from "../contract/failure.ts";
import type { ModelCard } from "../contract/modelCard.ts";
import { readModelCard } from "../inference/readModelCard.ts";

const models = join(import.meta.dirname, "../../models");

/** The card that a person named, or that of the model which ships with the program. */
export async function findModelCard(file?: string): Promise<{ card: ModelCard; modelFile: string }> {
  if (file !== undefined) return readModelCard(resolve(file));
  const cards = readdirSync(models).filter((name) => name.endsWith(".json"));
  const [only, ...others] = cards;
  if (only === undefined || others.length > 0) {
    throw new Failure(
      "wrong-usage",
      `Name a model's card with --model: ${models} holds ${cards.length} of them.`,
    );
  }
  return readModelCard(join(models, only));
}
