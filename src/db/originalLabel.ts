import type { Db } from "./schema.ts";

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
