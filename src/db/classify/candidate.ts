import type { ProjectSettings } from "../../core/project/settings.ts";
import type { Stage } from "../../core/tasks/stage.ts";
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

/** Takes candidates back of images (some hundreds) that nobody was given in a stage. */
export async function deleteUnusedCandidates(db: Db, images: readonly string[], stage: Stage): Promise<void> {
  await db
    .deleteFrom("candidate")
    .where("imageId", "in", images)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("assignment")
            .select("assignment.id")
            .whereRef("assignment.imageId", "=", "candidate.imageId")
            .where("assignment.stage", "=", stage),
        ),
      ),
    )
    .execute();
}

/**
 * Fixes the candidates of images (some hundreds); those that have some already keep them.
 * @returns how many have theirs from now on
 */
export async function insertCandidates(
  db: Db,
  images: readonly { image: string; labels: readonly number[] }[],
  { source, at }: { source: ProjectSettings["objectsCandidates"]; at: string },
): Promise<number> {
  if (images.length === 0) return 0;
  const { numInsertedOrUpdatedRows } = await db
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
    .executeTakeFirstOrThrow();
  return Number(numInsertedOrUpdatedRows ?? 0);
}

/** How many images of a project have candidates. */
export async function countCandidates(db: Db, project: string): Promise<number> {
  const { images } = await db
    .selectFrom("candidate")
    .innerJoin("image", "image.id", "candidate.imageId")
    .select(({ fn }) => fn.countAll().as("images"))
    .where("image.projectId", "=", project)
    .executeTakeFirstOrThrow();
  return Number(images);
}
