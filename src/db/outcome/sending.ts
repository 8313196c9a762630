import type { Selectable } from "kysely";
import type { Sender } from "../../core/outcome/findOutcome.ts";
import type { Db, Tables } from "../schema.ts";

export type Sending = Selectable<Tables["sending"]>;

/** The last word on where an image goes; undefined where there was none. */
export async function findSending(db: Db, image: string): Promise<Sending | undefined> {
  return db.selectFrom("sending").selectAll().where("imageId", "=", image).executeTakeFirst();
}

/** It is never of a time before a release that was made before it, even where the clock was set back meanwhile. */
export async function writeSending(db: Db, { imageId, at, ...rest }: Sending): Promise<void> {
  const { released } = await db
    .selectFrom("release")
    .select(({ fn }) => fn.max("at").as("released"))
    .where("projectId", "=", (eb) => eb.selectFrom("image").select("projectId").where("id", "=", imageId))
    .executeTakeFirstOrThrow();
  const row = { ...rest, at: released !== null && released > at ? released : at };
  await db
    .insertInto("sending")
    .values({ imageId, ...row })
    .onConflict((conflict) => conflict.column("imageId").doUpdateSet(row))
    .execute();
}

/** Of these images, those that were sent to refinement. */
export async function listSentToRefinement(db: Db, images: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom("sending")
    .select("imageId")
    .where("imageId", "in", images)
    .where("to", "=", "refinement")
    .execute();
  return new Set(rows.map(({ imageId }) => imageId));
}

/** How many images of a project were sent where by a lead, or by reviewers. */
export async function countSendings(
  db: Db,
  project: string,
  by: Sender,
): Promise<{ to: string; images: number }[]> {
  const rows = await db
    .selectFrom("sending")
    .innerJoin("image", "image.id", "sending.imageId")
    .select(["sending.to", (eb) => eb.fn.countAll().as("images")])
    .where("image.projectId", "=", project)
    .where("sending.by", "=", by)
    .groupBy("sending.to")
    .orderBy("sending.to")
    .execute();
  return rows.map(({ to, images }) => ({ to, images: Number(images) }));
}
