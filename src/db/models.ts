import type { Selectable } from "kysely";
import type { ModelCard } from "../contract/models/modelCard.ts";
import type { Db, Tables } from "./schema.ts";
import { newId } from "./sql/newId.ts";

export interface Model extends Omit<Selectable<Tables["model"]>, "cardJson"> {
  /** null where its scores were computed elsewhere, and nothing but name and hash is known. */
  card: ModelCard | null;
}

const readModel = ({ cardJson, ...row }: Selectable<Tables["model"]>): Model => ({
  ...row,
  card: JSON.parse(cardJson) as ModelCard | null,
});

/** The models with these ids, in their order. */
export async function listModels(db: Db, ids: readonly string[]): Promise<Model[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom("model").selectAll().where("id", "in", ids).execute();
  const byId = new Map(rows.map((row) => [row.id, readModel(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** The model of this card, known by the SHA-256 of its file; stored where it is new. */
export async function ensureModel(db: Db, card: ModelCard, createdAt: string): Promise<Model> {
  const { name, sha256 } = card;
  return storeModel(db, { name, sha256, card, createdAt });
}

/** The model whose scores have this SHA-256; stored where it is new, without a card. */
export async function ensureScoresModel(
  db: Db,
  model: { name: string; sha256: string; createdAt: string },
): Promise<Model> {
  return storeModel(db, { ...model, card: null });
}

async function storeModel(db: Db, { card, ...model }: Omit<Model, "id">): Promise<Model> {
  await db
    .insertInto("model")
    .values({ id: newId(), ...model, cardJson: JSON.stringify(card) })
    .onConflict((conflict) => conflict.column("sha256").doNothing())
    .execute();
  const { sha256 } = model;
  const row = await db.selectFrom("model").selectAll().where("sha256", "=", sha256).executeTakeFirstOrThrow();
  return readModel(row);
}

export async function updateModelName(db: Db, id: string, name: string): Promise<void> {
  await db.updateTable("model").set({ name }).where("id", "=", id).execute();
}

/** All models that this installation knows, by name. */
export async function listAllModels(db: Db): Promise<Model[]> {
  const rows = await db.selectFrom("model").selectAll().orderBy("name").orderBy("id").execute();
  return rows.map(readModel);
}

/** How many predictions, embeddings, and images' proposals rest on a model, in all projects. */
export async function countModelUse(
  db: Db,
  model: string,
): Promise<{ predictions: number; embeddings: number; proposals: number }> {
  const { predictions } = await db
    .selectFrom("prediction")
    .select(({ fn }) => fn.countAll().as("predictions"))
    .where("modelId", "=", model)
    .executeTakeFirstOrThrow();
  const { embeddings } = await db
    .selectFrom("embedding")
    .select(({ fn }) => fn.countAll().as("embeddings"))
    .where("modelId", "=", model)
    .executeTakeFirstOrThrow();
  const { proposals } = await db
    .selectFrom("proposal")
    .select(({ fn }) => fn.countAll().as("proposals"))
    .where("modelIdsJson", "like", `%"${model}"%`)
    .executeTakeFirstOrThrow();
  return {
    predictions: Number(predictions),
    embeddings: Number(embeddings),
    proposals: Number(proposals),
  };
}

/** Gives a model another card. Only right while nothing rests on it: see `countModelUse`. */
export async function updateModelCard(db: Db, id: string, card: ModelCard): Promise<void> {
  await db
    .updateTable("model")
    .set({ name: card.name, cardJson: JSON.stringify(card) })
    .where("id", "=", id)
    .execute();
}

/** Only right while nothing rests on it: see `countModelUse`. */
export async function deleteModel(db: Db, id: string): Promise<void> {
  await db.deleteFrom("embeddingSet").where("modelId", "=", id).execute();
  await db.deleteFrom("model").where("id", "=", id).execute();
}
