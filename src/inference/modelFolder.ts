import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { ModelCard } from "../contract/models/modelCard.ts";
import { readModelCard } from "./readModelCard.ts";

export interface RegisteredModel {
  card: ModelCard;
  /** Absolute paths. */
  modelFile: string;
  cardFile: string;
}

/** Where the models of a data folder lie: the ONNX file and its card, both named after the file's SHA-256. */
export function modelPaths(
  dataFolder: string,
  sha256: string,
): { folder: string; modelFile: string; cardFile: string } {
  const folder = join(dataFolder, "models");
  return { folder, modelFile: join(folder, `${sha256}.onnx`), cardFile: join(folder, `${sha256}.json`) };
}

/** The models that were added to a data folder, by name. */
export async function listRegistered(dataFolder: string): Promise<RegisteredModel[]> {
  const { folder } = modelPaths(dataFolder, "");
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  const cards = names.filter((name) => /^[0-9a-f]{64}\.json$/.test(name)).map((name) => join(folder, name));
  const models = await Promise.all(
    cards.map(async (cardFile) => ({ ...(await readModelCard(cardFile)), cardFile })),
  );
  return models.sort((a, b) => (a.card.name < b.card.name ? -1 : 1));
}
