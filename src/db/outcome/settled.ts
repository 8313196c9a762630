import type { Insertable } from "kysely";
import type { Settled, VotedLabels } from "../../core/votes/settleImage.ts";
import type { Db, Tables } from "../schema.ts";
import { counts, isAnnotation } from "../tasks/counts.ts";

/** What the settlement of a project's votes found for an image. */
export interface SettledImage extends Omit<Settled, "isCurrent"> {
  /** Of the votes that it was found from; empty where nobody voted. */
  votesSha256: string;
}

/** Of some images (at most some thousand); those that were not settled are missing. */
export async function listSettledOf(db: Db, images: readonly string[]): Promise<Map<string, SettledImage>> {
  if (images.length === 0) return new Map();
  const rows = await db.selectFrom("settled").selectAll().where("imageId", "in", images).execute();
  return new Map(rows.map((row) => [row.imageId, toSettled(row)]));
}

const toSettled = (row: {
  basis: Settled["basis"];
  probabilitiesJson: string;
  votesSha256: string;
}): SettledImage => ({
  basis: row.basis,
  probabilities: JSON.parse(row.probabilitiesJson) as VotedLabels,
  votesSha256: row.votesSha256,
});

/** Writes what was found of some images (at most some hundred), in place of what was found before. */
export async function writeSettled(db: Db, rows: readonly Insertable<Tables["settled"]>[]): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insertInto("settled")
    .values(rows)
    .onConflict((conflict) =>
      conflict.column("imageId").doUpdateSet((eb) => ({
        basis: eb.ref("excluded.basis"),
        probabilitiesJson: eb.ref("excluded.probabilitiesJson"),
        votesSha256: eb.ref("excluded.votesSha256"),
        at: eb.ref("excluded.at"),
      })),
    )
    .execute();
}

const pageSize = 400;

/** What was found of a project's own images where it holds, some hundred at a time by image id. */
export async function* streamSettled(
  db: Db,
  project: string,
): AsyncGenerator<{ image: string; basis: Settled["basis"]; probabilities: VotedLabels }[]> {
  for (let after: string | undefined = ""; after !== undefined; ) {
    const rows: { id: string; basis: Settled["basis"]; probabilitiesJson: string }[] = await db
      .selectFrom("settled")
      .innerJoin("image", "image.id", "settled.imageId")
      .innerJoin("agreement", "agreement.imageId", "settled.imageId")
      .select(["image.id", "basis", "probabilitiesJson"])
      .where("image.projectId", "=", project)
      .where("image.isGold", "=", 0)
      .where("image.id", ">", after)
      .orderBy("image.id")
      .limit(pageSize)
      .execute();
    yield rows.map(({ id, basis, probabilitiesJson }) => ({
      image: id,
      basis,
      probabilities: JSON.parse(probabilitiesJson) as VotedLabels,
    }));
    after = rows.at(-1)?.id;
  }
}

/** How many of a project's own images have so many counted votes, or all that are asked for, and no outcome. */
export async function countUnsettled(db: Db, project: string, overlap: number): Promise<number> {
  const rows = await db
    .selectFrom("assignment")
    .innerJoin("image", "image.id", "assignment.imageId")
    .leftJoin("agreement", "agreement.imageId", "assignment.imageId")
    .leftJoin("earlyEnding", "earlyEnding.imageId", "assignment.imageId")
    .select("assignment.imageId")
    .where("assignment.projectId", "=", project)
    .where(isAnnotation())
    .where(counts())
    .where("image.isGold", "=", 0)
    .where("agreement.imageId", "is", null)
    .groupBy("assignment.imageId")
    .having((eb) =>
      eb.or([eb(eb.fn.countAll(), ">=", overlap), eb(eb.fn.count("earlyEnding.imageId"), ">", 0)]),
    )
    .execute();
  return rows.length;
}

/** These images were not settled after all. */
export async function deleteSettled(db: Db, images: readonly string[]): Promise<void> {
  if (images.length > 0) await db.deleteFrom("settled").where("imageId", "in", images).execute();
}

const fewImages = 400;

/**
 * Images with proposals that nobody was given and no lead sent anywhere, some at a time by id, each with the models that
 * proposed for it.
 */
export async function listNotGiven(
  db: Db,
  project: string,
  after: string,
): Promise<{ image: string; models: string[] }[]> {
  const rows = await db
    .selectFrom("image")
    .innerJoin("proposal", "proposal.imageId", "image.id")
    .select(["image.id", "proposal.modelIdsJson"])
    .where("image.projectId", "=", project)
    .where("image.isGold", "=", 0)
    .where("image.id", ">", after)
    .where(({ and, not, exists, selectFrom }) =>
      and(
        (["assignment", "sending"] as const).map((table) =>
          not(
            exists(
              selectFrom(table).select(`${table}.imageId`).whereRef(`${table}.imageId`, "=", "image.id"),
            ),
          ),
        ),
      ),
    )
    .orderBy("image.id")
    .limit(fewImages)
    .execute();
  return rows.map(({ id, modelIdsJson }) => ({ image: id, models: JSON.parse(modelIdsJson) as string[] }));
}
