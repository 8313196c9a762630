import { sql } from "kysely";
import type { Db } from "./schema.ts";

interface Which {
  /** Its id. */
  model: string;
  /** At most some hundreds. */
  images: readonly string[];
}

/** @returns of images with which a process died, how often it was with that image alone */
export async function listTrials(db: Db, { model, images }: Which): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom("trial")
    .select(["imageId", "alone"])
    .where("modelId", "=", model)
    .where("imageId", "in", images)
    .execute();
  return new Map(rows.map(({ imageId, alone }) => [imageId, alone]));
}

/** Says that a process looks at images now: where it dies, that stays. */
export async function beginTrials(db: Db, { model, images }: Which, at: string): Promise<void> {
  const alone = images.length === 1 ? 1 : 0;
  await db
    .insertInto("trial")
    .values(images.map((imageId) => ({ imageId, modelId: model, alone, at })))
    .onConflict((conflict) =>
      conflict
        .columns(["imageId", "modelId"])
        .doUpdateSet({ alone: sql`"trial"."alone" + ${sql.lit(alone)}`, at }),
    )
    .execute();
}

/** It has looked at them, and lives. */
export async function endTrials(db: Db, { model, images }: Which): Promise<void> {
  await db.deleteFrom("trial").where("modelId", "=", model).where("imageId", "in", images).execute();
}

/** Whether images of a project have been under way since some time, with nobody who said that they are not any more. */
export async function hasTrialsSince(db: Db, project: string, since: string): Promise<boolean> {
  const found = await db
    .selectFrom("trial")
    .innerJoin("image", "image.id", "trial.imageId")
    .select("trial.imageId")
    .where("image.projectId", "=", project)
    .where("trial.at", ">=", since)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}
