import type { JoinedAnswers } from "../../core/classify/joinAnswers.ts";
import type { Db } from "../schema.ts";
import { byBytes } from "../sql/byteOrder.ts";

/** What a release keeps of an image that has all its answers. */
export interface ReleasedObjects extends JoinedAnswers {
  originals: readonly number[];
}

const pageSize = 1000;

/** Keeps the objects of some of a release's images (some hundreds). */
export async function insertReleasedObjects(
  db: Db,
  release: string,
  images: readonly { image: string; objects: ReleasedObjects }[],
): Promise<void> {
  if (images.length === 0) return;
  await db
    .insertInto("releaseObjects")
    .values(
      images.map(({ image, objects }) => ({
        releaseId: release,
        imageId: image,
        objectsJson: JSON.stringify(objects),
      })),
    )
    .execute();
}

/** The objects that a release keeps, in the byte order of the images' keys. */
export async function* streamReleasedObjects(
  db: Db,
  release: string,
): AsyncGenerator<{ key: string; objects: ReleasedObjects }> {
  const key = byBytes(db, "releaseImage.imageKey");
  let after = "";
  while (true) {
    const page = await db
      .selectFrom("releaseObjects")
      .innerJoin("releaseImage", (join) =>
        join
          .onRef("releaseImage.releaseId", "=", "releaseObjects.releaseId")
          .onRef("releaseImage.imageId", "=", "releaseObjects.imageId"),
      )
      .select(["releaseImage.imageKey", "releaseObjects.objectsJson"])
      .where("releaseObjects.releaseId", "=", release)
      .where(key, ">", after)
      .orderBy(key)
      .limit(pageSize)
      .execute();
    for (const { imageKey, objectsJson } of page)
      yield { key: imageKey, objects: JSON.parse(objectsJson) as ReleasedObjects };
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    after = last.imageKey;
  }
}
