import { insertImages } from "../../../src/db/images/image.ts";
import type { Db } from "../../../src/db/schema.ts";
import { newId } from "../../../src/db/sql/newId.ts";

/** Images that a project takes for good ones although there are no files. @returns their ids, in their order */
export async function insertImagesWithoutFiles(
  db: Db,
  project: string,
  images: readonly { key: string; originals: number[] }[],
  at: string,
): Promise<string[]> {
  const rootId = newId();
  await db
    .insertInto("importRoot")
    .values({ id: rootId, projectId: project, path: "/nowhere", createdAt: at })
    .execute();
  const rows = images.map(({ key, originals }) => ({
    ...{ id: newId(), key, originals, projectId: project, rootId, path: key, sha256: newId(), createdAt: at },
    ...{ fileState: "ok" as const, failure: "", format: "jpeg", bytes: 1000, width: 640, height: 480 },
  }));
  await insertImages(db, rows);
  return rows.map(({ id }) => id);
}
