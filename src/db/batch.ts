import type { Insertable } from "kysely";
import type { Db, Tables } from "./schema.ts";

export async function insertBatch(db: Db, batch: Insertable<Tables["batch"]>): Promise<void> {
  await db.insertInto("batch").values(batch).execute();
}

/** 0 where there are none. */
export async function lastBatchNumber(db: Db, project: string): Promise<number> {
  const { last } = await db
    .selectFrom("batch")
    .select((eb) => eb.fn.max("number").as("last"))
    .where("projectId", "=", project)
    .executeTakeFirstOrThrow();
  return Number(last ?? 0);
}

/** Images with proposals that nobody was asked to annotate, by key. */
export async function listUnassignedImages(db: Db, project: string): Promise<string[]> {
  const rows = await db
    .selectFrom("image")
    .innerJoin("proposal", "proposal.imageId", "image.id")
    .select("image.id")
    .where("image.projectId", "=", project)
    .where("image.fileState", "=", "ok")
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("assignment")
            .select("assignment.id")
            .whereRef("assignment.imageId", "=", "image.id")
            .where("assignment.stage", "=", "annotate")
            .where("assignment.state", "!=", "withdrawn"),
        ),
      ),
    )
    .orderBy("image.key")
    .execute();
  return rows.map(({ id }) => id);
}
