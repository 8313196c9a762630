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

/** The files in a data folder that belong to a model: its ONNX file, its card. */
export async function listModelFiles(
  dataFolder: string,
): Promise<{ sha256: string; part: "onnx" | "json" }[]> {
  const { folder } = modelPaths(dataFolder, "");
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  return names.flatMap((name) => {
    const [, sha256, part] = /^([0-9a-f]{64})\.(onnx|json)$/.exec(name) ?? [];
    return sha256 === undefined ? [] : [{ sha256, part: part as "onnx" | "json" }];
  });
}

/** The models that were added to a data folder, by name. */
export async function listRegistered(dataFolder: string): Promise<RegisteredModel[]> {
  const files = await listModelFiles(dataFolder);
  const cards = files
    .filter(({ part }) => part === "json")
    .map(({ sha256 }) => modelPaths(dataFolder, sha256).cardFile);
  const models = await Promise.all(
    cards.map(async (cardFile) => ({ ...(await readModelCard(cardFile)), cardFile })),
  );
  return models.sort((a, b) => (a.card.name < b.card.name ? -1 : 1));
}
