import type { Selectable } from "kysely";
import { Failure } from "../contract/failure.ts";
import type { ModelCard } from "../contract/modelCard.ts";
import { newId } from "./newId.ts";
import type { Db, Tables } from "./schema.ts";

export interface Model extends Omit<Selectable<Tables["model"]>, "cardJson"> {
  card: ModelCard;
}

const readModel = ({ cardJson, ...row }: Selectable<Tables["model"]>): Model => ({
  ...row,
  card: JSON.parse(cardJson) as ModelCard,
});

export async function getModel(db: Db, id: string): Promise<Model> {
  const row = await db.selectFrom("model").selectAll().where("id", "=", id).executeTakeFirst();
  if (!row) throw new Failure("not-found", "There is no such model.");
  return readModel(row);
}

/** The model of this card, known by the SHA-256 of its file; stored where it is new. */
export async function ensureModel(db: Db, card: ModelCard, createdAt: string): Promise<Model> {
  const { name, sha256 } = card;
  await db
    .insertInto("model")
    .values({ id: newId(), name, sha256, cardJson: JSON.stringify(card), createdAt })
    .onConflict((conflict) => conflict.column("sha256").doNothing())
    .execute();
  const row = await db.selectFrom("model").selectAll().where("sha256", "=", sha256).executeTakeFirstOrThrow();
  return readModel(row);
}

/** The model whose proposals a project's newest proposal holds (the first, where several made it). */
export async function findProposer(db: Db, project: string): Promise<Model | undefined> {
  const newest = await db
    .selectFrom("proposal")
    .innerJoin("image", "image.id", "proposal.imageId")
    .select("proposal.modelIdsJson")
    .where("image.projectId", "=", project)
    .orderBy("proposal.createdAt", "desc")
    .limit(1)
    .executeTakeFirst();
  const [first] = newest ? (JSON.parse(newest.modelIdsJson) as string[]) : [];
  return first === undefined ? undefined : getModel(db, first);
}
