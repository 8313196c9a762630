import { Failure } from "../contract/failure.ts";
import type { ModelCard } from "../contract/models/modelCard.ts";
import type { ReadableStorage } from "../storage/storage.ts";
import { readModelCard } from "./readModelCard.ts";

export interface RegisteredModel {
  card: ModelCard;
  modelKey: string;
  cardKey: string;
}

const folder = "models";

/** Where a model that was added lies: the ONNX file and its card, both named after the file's SHA-256. */
export const modelKeys = (sha256: string): { modelKey: string; cardKey: string } => ({
  modelKey: `${folder}/${sha256}.onnx`,
  cardKey: `${folder}/${sha256}.json`,
});

/** The files in a storage that belong to a model: its ONNX file, its card. */
export async function listModelFiles(
  storage: ReadableStorage,
): Promise<{ sha256: string; part: "onnx" | "json" }[]> {
  const keys = await Array.fromAsync(storage.list(folder));
  return keys.flatMap((key) => {
    const [, sha256, part] = /^models\/([0-9a-f]{64})\.(onnx|json)$/.exec(key) ?? [];
    return sha256 === undefined ? [] : [{ sha256, part: part as "onnx" | "json" }];
  });
}

/** The models that were added to a storage, by name. */
export async function listRegistered(storage: ReadableStorage): Promise<RegisteredModel[]> {
  const files = await listModelFiles(storage);
  const found = files.filter(({ part }) => part === "json").map(({ sha256 }) => modelKeys(sha256));
  const models = await Promise.all(
    found.map(async (keys) => {
      await using file = await storage.localFile(keys.cardKey);
      if (!file) throw new Failure("not-found", `${storage.locationOf(keys.cardKey)} is gone. Try again.`);
      return { card: (await readModelCard(file.path)).card, ...keys };
    }),
  );
  return models.sort((a, b) => (a.card.name < b.card.name ? -1 : 1));
}
