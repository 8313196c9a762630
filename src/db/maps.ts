import type { Insertable } from "kysely";
import { type PackedMaps, unpackMaps } from "../core/maps/labelMaps.ts";
import {
  countImagesToRead,
  type ImageToRead,
  imagesToRead,
  listImagesToRead,
} from "./images/imagesToRead.ts";
import type { Db, Tables } from "./schema.ts";

interface Which {
  project: string;
  model: string;
}

export async function insertMaps(db: Db, rows: readonly Insertable<Tables["labelMap"]>[]): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insertInto("labelMap")
    .values([...rows])
    .onConflict((conflict) => conflict.columns(["imageId", "modelId"]).doNothing())
    .execute();
}

/** Images with a file that may be read and of which the model has made no maps. */
const unmapped = (db: Db, { project, model }: Which) =>
  imagesToRead(db, project).where(({ not, exists, selectFrom }) =>
    not(
      exists(
        selectFrom("labelMap")
          .select("labelMap.imageId")
          .whereRef("labelMap.imageId", "=", "image.id")
          .where("labelMap.modelId", "=", model),
      ),
    ),
  );

export const countUnmapped = (db: Db, which: Which): Promise<number> =>
  countImagesToRead(unmapped(db, which));

/** Those images in the order of their ids, from the one after `after`. */
export const listUnmapped = (
  db: Db,
  { after, limit, share, ...which }: Which & { after: string; limit: number; share?: string },
): Promise<ImageToRead[]> => listImagesToRead(unmapped(db, which), { after, limit, share });

/** Why images have no maps by a model, by image key. */
export async function listFailedMaps(
  db: Db,
  { project, model }: Which,
): Promise<{ file: string; reason: string }[]> {
  const rows = await db
    .selectFrom("labelMap")
    .innerJoin("image", "image.id", "labelMap.imageId")
    .select(["image.key as file", "labelMap.failure as reason"])
    .where("image.projectId", "=", project)
    .where("labelMap.modelId", "=", model)
    .where("labelMap.failure", "is not", null)
    .orderBy("image.key")
    .execute();
  return rows.map(({ file, reason }) => ({ file, reason: reason ?? "" }));
}

/** The models that made maps of a project's images, with how many, by name. */
export async function listMapModels(
  db: Db,
  project: string,
): Promise<{ id: string; name: string; images: number }[]> {
  const rows = await db
    .selectFrom("labelMap")
    .innerJoin("image", "image.id", "labelMap.imageId")
    .innerJoin("model", "model.id", "labelMap.modelId")
    .select(["model.id", "model.name"])
    .select(({ fn }) => fn.countAll().as("images"))
    .where("image.projectId", "=", project)
    .where("labelMap.maps", "is not", null)
    .groupBy(["model.id", "model.name"])
    .orderBy("model.name")
    .execute();
  return rows.map(({ images, ...row }) => ({ ...row, images: Number(images) }));
}

/** The maps, packed, of images (at most some hundreds) by one model. */
export async function listMapsOf(
  db: Db,
  model: string,
  images: readonly string[],
): Promise<Map<string, Buffer>> {
  const rows = await db
    .selectFrom("labelMap")
    .select(["imageId", "maps"])
    .where("modelId", "=", model)
    .where("imageId", "in", images)
    .execute();
  return new Map(rows.flatMap(({ imageId, maps }) => (maps ? [[imageId, maps]] : [])));
}

/** An image's maps: those that were made last where several models made some; undefined where none did. */
export async function findMaps(
  db: Db,
  image: string,
): Promise<{ model: string; cardJson: string; maps: PackedMaps } | undefined> {
  const row = await db
    .selectFrom("labelMap")
    .innerJoin("model", "model.id", "labelMap.modelId")
    .select(["model.name as model", "model.cardJson", "labelMap.maps"])
    .where("labelMap.imageId", "=", image)
    .where("labelMap.maps", "is not", null)
    .orderBy("labelMap.createdAt", "desc")
    .orderBy("model.id")
    .limit(1)
    .executeTakeFirst();
  return row?.maps ? { model: row.model, cardJson: row.cardJson, maps: unpackMaps(row.maps) } : undefined;
}
