import type { ProjectSettings } from "../../core/project/settings.ts";
import type { Db } from "../schema.ts";

/** The labels that an image's objects are marked among, beside its labels; undefined before they are fixed. */
export async function findCandidates(db: Db, image: string): Promise<number[] | undefined> {
  const row = await db
    .selectFrom("candidate")
    .select("labelsJson")
    .where("imageId", "=", image)
    .executeTakeFirst();
  return row && (JSON.parse(row.labelsJson) as number[]);
}

/** Fixes the candidates of images (some hundreds); those that have some already keep them. */
export async function insertCandidates(
  db: Db,
  images: readonly { image: string; labels: readonly number[] }[],
  { source, at }: { source: ProjectSettings["objectsCandidates"]; at: string },
): Promise<void> {
  if (images.length === 0) return;
  await db
    .insertInto("candidate")
    .values(
      images.map(({ image, labels }) => ({
        imageId: image,
        labelsJson: JSON.stringify(labels),
        source,
        createdAt: at,
      })),
    )
    .onConflict((conflict) => conflict.column("imageId").doNothing())
    .execute();
}
