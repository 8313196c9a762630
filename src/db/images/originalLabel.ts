import type { Insertable } from "kysely";
import type { Db, Tables } from "../schema.ts";
import { insertMany } from "../sql/insertMany.ts";

export const insertOriginalLabels = (
  db: Db,
  labels: readonly Insertable<Tables["originalLabel"]>[],
): Promise<void> => insertMany(db, "originalLabel", labels);

/** The original labels of a project's images, ascending, by image id. Images without any are not there. */
export async function listOriginalsByImage(db: Db, project: string): Promise<Map<string, number[]>> {
  const rows = await db
    .selectFrom("originalLabel")
    .innerJoin("image", "image.id", "originalLabel.imageId")
    .select(["originalLabel.imageId", "originalLabel.labelIndex"])
    .where("image.projectId", "=", project)
    .orderBy("originalLabel.labelIndex")
    .execute();
  const byImage = new Map<string, number[]>();
  for (const { imageId, labelIndex } of rows) {
    byImage.set(imageId, [...(byImage.get(imageId) ?? []), labelIndex]);
  }
  return byImage;
}

/** The original labels of some images (at most some thousand), ascending, by image id; others are missing. */
export async function findOriginalsOf(db: Db, images: readonly string[]): Promise<Map<string, number[]>> {
  if (images.length === 0) return new Map();
  const rows = await db
    .selectFrom("originalLabel")
    .select(["imageId", "labelIndex"])
    .where("imageId", "in", images)
    .orderBy("labelIndex")
    .execute();
  const byImage = Map.groupBy(rows, ({ imageId }) => imageId);
  return new Map([...byImage].map(([image, labels]) => [image, labels.map(({ labelIndex }) => labelIndex)]));
}

/**
 * The files of images that have original labels, in the projects of a label space, with these labels; those found to be
 * damaged are left out.
 *
 * @param which.labels how many labels the label space has: a name may stand for several
 */
export async function listLabelledFiles(
  db: Db,
  which: { labelSpace: string; labels: number },
): Promise<{ root: string; path: string; labels: number[] }[]> {
  const rows = await db
    .selectFrom("originalLabel")
    .innerJoin("image", "image.id", "originalLabel.imageId")
    .innerJoin("importRoot", "importRoot.id", "image.rootId")
    .innerJoin("project", "project.id", "image.projectId")
    .innerJoin("labelSpace", "labelSpace.id", "project.labelSpaceId")
    .select(["image.id", "importRoot.path as root", "image.path", "originalLabel.labelIndex"])
    .where("labelSpace.key", "=", which.labelSpace)
    .where("image.fileState", "in", ["ok", "unverified"])
    .where(
      ({ selectFrom }) =>
        selectFrom("label")
          .select(({ fn }) => fn.max("label.index").as("last"))
          .whereRef("label.labelSpaceId", "=", "labelSpace.id"),
      "=",
      which.labels - 1,
    )
    .orderBy("image.key")
    .orderBy("image.id")
    .execute();
  return [...Map.groupBy(rows, ({ id }) => id).values()].map((same) => ({
    root: same[0]!.root,
    path: same[0]!.path,
    labels: same.map(({ labelIndex }) => labelIndex),
  }));
}

/** The labels that a project's own images have as original ones. */
export async function listLabelsOfImages(db: Db, project: string): Promise<Set<number>> {
  const rows = await db
    .selectFrom("originalLabel")
    .innerJoin("image", "image.id", "originalLabel.imageId")
    .select("originalLabel.labelIndex")
    .distinct()
    .where("image.projectId", "=", project)
    .where("image.isGold", "=", 0)
    .execute();
  return new Set(rows.map(({ labelIndex }) => labelIndex));
}
