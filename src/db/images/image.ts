import type { Insertable, Selectable } from "kysely";
import { Failure } from "../../contract/failure.ts";
import type { Db, FileState, Tables } from "../schema.ts";
import { insertMany } from "../sql/insertMany.ts";
import { readTogether } from "../sql/readTogether.ts";
import { isNotLeftOut } from "./leftOut.ts";
import { insertOriginalLabels } from "./originalLabel.ts";

export type Image = Selectable<Tables["image"]>;

export async function getImage(db: Db, id: string): Promise<Image> {
  const row = await readTogether(db, id, readImages);
  if (!row) throw new Failure("not-found", "There is no such image.");
  return row;
}

const readImages = async (db: Db, ids: readonly string[]) => {
  const rows = await db.selectFrom("image").selectAll().where("id", "in", ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
};

export type ImageFile = Pick<Image, "id" | "projectId" | "fileState" | "sha256" | "path"> & { root: string };

/** Where an image's file lies: `path` below `root`, an absolute folder. */
export async function getImageFile(db: Db, id: string): Promise<ImageFile> {
  const row = await selectFiles(db).where("image.id", "=", id).executeTakeFirst();
  if (!row) throw new Failure("not-found", "There is no such image.");
  return row;
}

function selectFiles(db: Db) {
  return db
    .selectFrom("image")
    .innerJoin("importRoot", "importRoot.id", "image.rootId")
    .select([
      "image.id",
      "image.projectId",
      "image.fileState",
      "image.sha256",
      "image.path",
      "importRoot.path as root",
    ]);
}

/** An image's original labels, ascending. */
export async function listOriginalLabels(db: Db, image: string): Promise<number[]> {
  return (await readTogether(db, image, listOriginalLabelsOf)) ?? [];
}

/** The original labels of several images (at most a few thousand), ascending; an image without one is missing. */
export async function listOriginalLabelsOf(
  db: Db,
  images: readonly string[],
): Promise<Map<string, number[]>> {
  if (images.length === 0) return new Map();
  const rows = await db
    .selectFrom("originalLabel")
    .selectAll()
    .where("imageId", "in", images)
    .orderBy("labelIndex")
    .execute();
  const grouped = Map.groupBy(rows, ({ imageId }) => imageId);
  return new Map([...grouped].map(([image, labels]) => [image, labels.map(({ labelIndex }) => labelIndex)]));
}

/** The size of several images' pixels (at most a few thousand), where it is known. */
export async function listSizesOf(
  db: Db,
  images: readonly string[],
): Promise<Map<string, Pick<Image, "width" | "height">>> {
  if (images.length === 0) return new Map();
  const rows = await db
    .selectFrom("image")
    .select(["id", "width", "height"])
    .where("id", "in", images)
    .execute();
  return new Map(rows.map(({ id, ...size }) => [id, size]));
}

/** Where the files of several images (at most some thousand) lie, by id, and what is known of them. */
export async function listImageFilesOf(db: Db, images: readonly string[]) {
  if (images.length === 0) return new Map<string, never>();
  const rows = await db
    .selectFrom("image")
    .innerJoin("importRoot", "importRoot.id", "image.rootId")
    .select(["image.id", "image.path", "importRoot.path as root", "fileState", "sha256"])
    .where("image.id", "in", images)
    .execute();
  return new Map(rows.map(({ id, ...file }) => [id, file]));
}

/** The images with these keys (at most a few thousand), by key. */
export async function findImagesByKey(
  db: Db,
  project: string,
  keys: readonly string[],
): Promise<Map<string, Pick<Image, "id" | "key" | "rootId" | "path" | "fileState">>> {
  if (keys.length === 0) return new Map();
  const rows = await db
    .selectFrom("image")
    .select(["id", "key", "rootId", "path", "fileState"])
    .where("projectId", "=", project)
    .where("key", "in", keys)
    .execute();
  return new Map(rows.map((row) => [row.key, row]));
}

/** A project's images of these ids (at most a few thousand), by id. */
export async function listImagesById(
  db: Db,
  project: string,
  ids: readonly string[],
): Promise<Map<string, Image>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("image")
    .selectAll()
    .where("projectId", "=", project)
    .where("id", "in", ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

export async function insertImages(
  db: Db,
  images: readonly (Insertable<Tables["image"]> & { originals: readonly number[] })[],
): Promise<void> {
  await insertMany(
    db,
    "image",
    images.map(({ originals: _, ...row }) => row),
  );
  await insertOriginalLabels(
    db,
    images.flatMap(({ id, originals }) => originals.map((labelIndex) => ({ imageId: id, labelIndex }))),
  );
}

/** Has the file of an image that was registered without one looked for at its place. */
export async function updateImagePlace(db: Db, id: string, path: string): Promise<void> {
  await db.updateTable("image").set({ path, fileState: "unverified" }).where("id", "=", id).execute();
}

/** What was found out about an image's file. */
export type FileFinding =
  | Pick<Image, "sha256" | "format" | "bytes" | "width" | "height">
  | { failure: string };

export async function updateImageFile(db: Db, id: string, finding: FileFinding): Promise<void> {
  const changes =
    "failure" in finding
      ? { fileState: "failed" as const, ...finding }
      : { fileState: "ok" as const, failure: "", ...finding };
  await db.updateTable("image").set(changes).where("id", "=", id).execute();
}

/** Images of a state in the order of their ids, from the one after `after`. */
export async function listImagesByState(
  db: Db,
  { project, state, after = "", limit }: { project: string; state: FileState; after?: string; limit: number },
): Promise<(ImageFile & { key: string })[]> {
  return selectFiles(db)
    .select("image.key")
    .where("image.projectId", "=", project)
    .where("image.fileState", "=", state)
    .where("image.id", ">", after)
    .orderBy("image.id")
    .limit(limit)
    .execute();
}

/** How many images have their file in which state. */
export async function countImages(db: Db, project: string): Promise<Record<FileState, number>> {
  const rows = await db
    .selectFrom("image")
    .select(["fileState", ({ fn }) => fn.countAll().as("images")])
    .where("projectId", "=", project)
    .groupBy("fileState")
    .execute();
  const counts = { none: 0, unverified: 0, ok: 0, failed: 0 };
  for (const { fileState, images } of rows) counts[fileState] = Number(images);
  return counts;
}

/** Has refused files of an import root looked at again, and classified again: they may have been repaired. */
export async function retryFailedImages(db: Db, root: string): Promise<void> {
  const failed = db
    .selectFrom("image")
    .select("id")
    .where("rootId", "=", root)
    .where("fileState", "=", "failed");
  for (const table of ["prediction", "embedding"] as const)
    await db.deleteFrom(table).where("failure", "is not", null).where("imageId", "in", failed).execute();
  await db
    .updateTable("image")
    .set({ fileState: "unverified", failure: "" })
    .where("rootId", "=", root)
    .where("fileState", "=", "failed")
    .execute();
}

/** Which of these contents (SHA-256, at most a few thousand) are images of the project that somebody may be given. */
export async function findImageHashes(
  db: Db,
  project: string,
  hashes: readonly string[],
): Promise<Set<string>> {
  if (hashes.length === 0) return new Set();
  const rows = await db
    .selectFrom("image")
    .select("sha256")
    .where("projectId", "=", project)
    .where("sha256", "in", hashes)
    .where(isNotLeftOut)
    .execute();
  return new Set(rows.flatMap(({ sha256 }) => sha256 ?? []));
}

/** The keys of images, in order. */
export async function listKeys(db: Db, images: readonly string[]): Promise<string[]> {
  return [...(await listKeysOf(db, images)).values()].sort();
}

/** The key of each of these images. */
export async function listKeysOf(db: Db, images: readonly string[]): Promise<Map<string, string>> {
  const keys = new Map<string, string>();
  for (let first = 0; first < images.length; first += 2000) {
    const rows = await db
      .selectFrom("image")
      .select(["id", "key"])
      .where("id", "in", images.slice(first, first + 2000))
      .execute();
    for (const { id, key } of rows) keys.set(id, key);
  }
  return keys;
}

/** Those of these images that belong to a project and are its own (gold images are not). */
export async function listOfProject(
  db: Db,
  project: string,
  images: readonly string[],
): Promise<{ id: string; key: string }[]> {
  if (images.length === 0) return [];
  return db
    .selectFrom("image")
    .select(["id", "key"])
    .where("projectId", "=", project)
    .where("isGold", "=", 0)
    .where("id", "in", images)
    .orderBy("id")
    .execute();
}

/** Whether a project has more images of its own than so many; a question that is answered quickly. */
export async function hasMoreImages(db: Db, project: string, than: number): Promise<boolean> {
  const row = await db
    .selectFrom("image")
    .select("id")
    .where("projectId", "=", project)
    .where("isGold", "=", 0)
    .orderBy("id")
    .limit(1)
    .offset(than)
    .executeTakeFirst();
  return row !== undefined;
}

/** A project's images, gold images left out: those are not its own. */
export async function countOwnImages(db: Db, project: string): Promise<number> {
  const { images } = await db
    .selectFrom("image")
    .select(({ fn }) => fn.countAll().as("images"))
    .where("projectId", "=", project)
    .where("isGold", "=", 0)
    .executeTakeFirstOrThrow();
  return Number(images);
}

/** Those of them whose file is not known to be bad. */
export async function countOwnUsable(db: Db, project: string): Promise<number> {
  const { images } = await db
    .selectFrom("image")
    .select(({ fn }) => fn.countAll().as("images"))
    .where("projectId", "=", project)
    .where("isGold", "=", 0)
    .where("fileState", "!=", "failed")
    .executeTakeFirstOrThrow();
  return Number(images);
}

/** The SHA-256 of all pictures of a project: its images, and the photos that show its labels. */
export async function listContentsOf(db: Db, project: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom("image")
    .select("sha256")
    .where("projectId", "=", project)
    .union(db.selectFrom("exemplar").select("sha256").where("projectId", "=", project))
    .execute();
  return new Set(rows.flatMap(({ sha256 }) => sha256 ?? []));
}
