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
export async function beginTrials(db: Db, { model, images }: Which): Promise<void> {
  const alone = images.length === 1 ? 1 : 0;
  await db
    .insertInto("trial")
    .values(images.map((imageId) => ({ imageId, modelId: model, alone })))
    .onConflict((conflict) =>
      conflict
        .columns(["imageId", "modelId"])
        .doUpdateSet({ alone: sql`"trial"."alone" + ${sql.lit(alone)}` }),
    )
    .execute();
}

/** It has looked at them, and lives. */
export async function endTrials(db: Db, { model, images }: Which): Promise<void> {
  await db.deleteFrom("trial").where("modelId", "=", model).where("imageId", "in", images).execute();
}
