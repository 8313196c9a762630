import type { SelectQueryBuilder } from "kysely";
import type { Db, Tables } from "../schema.ts";

/** An image whose file a model looks at. */
export type ImageToRead = {
  id: string;
  key: string;
  path: string;
  root: string;
  fileState: Tables["image"]["fileState"];
  sha256: string | null;
};

/** Images of a project with a file that may be read. */
export const imagesToRead = (db: Db, project: string) =>
  db
    .selectFrom("image")
    .where("image.projectId", "=", project)
    .where("image.fileState", "in", ["unverified", "ok"]);

type Images = SelectQueryBuilder<Tables, "image", object>;

export async function countImagesToRead(images: Images): Promise<number> {
  const counted = await images.select(({ fn }) => fn.countAll().as("images")).executeTakeFirstOrThrow();
  return Number(counted.images);
}

/**
 * Those images in the order of their ids, from the one after `after`.
 * @param share those whose ids end so: "" for all
 */
export async function listImagesToRead(
  images: Images,
  { after, limit, share = "" }: { after: string; limit: number; share?: string | undefined },
): Promise<ImageToRead[]> {
  return images
    .innerJoin("importRoot", "importRoot.id", "image.rootId")
    .select([
      "image.id",
      "image.key",
      "image.path",
      "image.fileState",
      "image.sha256",
      "importRoot.path as root",
    ])
    .where("image.id", ">", after)
    .$if(share !== "", (query) => query.where("image.id", "like", `%${share}`))
    .orderBy("image.id")
    .limit(limit)
    .execute();
}

/** A project's own images whose files can be shown, in the order of their ids, from the one after `after`. */
export const listUsableAfter = (
  db: Db,
  project: string,
  { after, limit }: { after: string; limit: number },
): Promise<{ id: string; key: string }[]> =>
  db
    .selectFrom("image")
    .select(["id", "key"])
    .where("projectId", "=", project)
    .where("isGold", "=", 0)
    .where("fileState", "=", "ok")
    .where("id", ">", after)
    .orderBy("id")
    .limit(limit)
    .execute();
