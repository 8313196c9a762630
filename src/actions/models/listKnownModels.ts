import { stat } from "node:fs/promises";
import type { ModelCard, ModelHead, ModelMeasurement } from "../../contract/models/modelCard.ts";
import { countModelUse, listAllModels } from "../../db/models.ts";
import { listRegistered } from "../../inference/storedModels.ts";
import type { Context } from "../context.ts";

export interface KnownModel {
  name: string;
  /**
   * embedded: built in; registered: its file is in the data folder; imported: its scores were computed elsewhere;
   * no-file: used once by its card's path, or removed since.
   */
  kind: "embedded" | "registered" | "imported" | "no-file";
  sha256: string;
  labelSpace: string | null;
  classes: number | null;
  bytes: number | null;
  /** Images with a prediction by it, with an embedding by it, and with proposals it contributed to, in all projects. */
  predictions: number;
  embeddings: number;
  proposals: number;
  /** How often it found known labels when it was added; null where it was not added. */
  measured: ModelMeasurement | null;
  /** For an image-text model: how it compares images with labels; without `vectors`, it is an image tower alone. */
  head?: ModelHead;
}

/** Every model of an installation: the embedded one, those in the data folder, and those that only left predictions. */
export async function listKnownModels(
  ctx: Pick<Context, "db" | "storage">,
  { embedded }: { embedded: { card: ModelCard; modelFile: string } },
): Promise<KnownModel[]> {
  const stored = await listAllModels(ctx.db);
  const describe = async (
    kind: KnownModel["kind"],
    { name, sha256, card }: { name: string; sha256: string; card: ModelCard | null },
    findBytes?: () => Promise<number | undefined>,
  ): Promise<KnownModel> => {
    const row = stored.find((model) => model.sha256 === sha256);
    return {
      name,
      kind,
      sha256,
      labelSpace: card?.labelSpace ?? null,
      classes: card && card.output.kind !== "vector" ? card.output.classes - card.output.offset : null,
      bytes: (await findBytes?.()) ?? null,
      measured: card?.measured ?? null,
      ...(card?.head && { head: card.head }),
      ...(row ? await countModelUse(ctx.db, row.id) : { predictions: 0, embeddings: 0, proposals: 0 }),
    };
  };
  const registered = await listRegistered(ctx.storage);
  const hashes = new Set([embedded, ...registered].map(({ card }) => card.sha256));
  return Promise.all([
    describe(
      "embedded",
      { ...embedded.card, card: embedded.card },
      async () => (await stat(embedded.modelFile)).size,
    ),
    ...registered.map(({ card, modelKey }) =>
      describe("registered", { ...card, card }, async () => (await ctx.storage.stat(modelKey))?.bytes),
    ),
    ...stored
      .filter(({ sha256 }) => !hashes.has(sha256))
      .map((model) => describe(model.card === null ? "imported" : "no-file", model)),
  ]);
}
