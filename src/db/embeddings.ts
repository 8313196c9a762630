import { type ExpressionBuilder, type Insertable, type Selectable, sql } from "kysely";
import { packEmbeddings, unpackEmbeddings } from "../core/embeddings/packEmbeddings.ts";
import { pickRows } from "../core/embeddings/pickRows.ts";
import {
  countImagesToRead,
  type ImageToRead,
  imagesToRead,
  listImagesToRead,
} from "./images/imagesToRead.ts";
import type { Db, Tables } from "./schema.ts";

export type EmbeddingSet = Selectable<Tables["embeddingSet"]>;

interface Which {
  project: string;
  model: string;
}

export async function findEmbeddingSet(db: Db, { project, model }: Which): Promise<EmbeddingSet | undefined> {
  return db
    .selectFrom("embeddingSet")
    .selectAll()
    .where("projectId", "=", project)
    .where("modelId", "=", model)
    .executeTakeFirst();
}

export async function insertEmbeddingSet(db: Db, set: Insertable<Tables["embeddingSet"]>): Promise<void> {
  await db.insertInto("embeddingSet").values(set).execute();
}

export async function updateEmbeddingSet(
  db: Db,
  { project, model }: Which,
  changes: Partial<Pick<EmbeddingSet, "rowsDone" | "completedAt">>,
): Promise<void> {
  await db
    .updateTable("embeddingSet")
    .set(changes)
    .where("projectId", "=", project)
    .where("modelId", "=", model)
    .execute();
}

/** Takes a model's embeddings out of a project, as if they had never been there. */
export async function deleteEmbeddingSet(db: Db, { project, model }: Which): Promise<void> {
  const images = db.selectFrom("image").select("id").where("projectId", "=", project);
  await db.deleteFrom("embedding").where("modelId", "=", model).where("imageId", "in", images).execute();
  for (const table of ["embeddingChunk", "embeddingSet"] as const)
    await db.deleteFrom(table).where("projectId", "=", project).where("modelId", "=", model).execute();
}

/** Embeddings of images (at most some hundreds) by one model, and why others have none. */
export async function insertEmbeddings(
  db: Db,
  { project, model, size }: Which & { size: number },
  {
    images,
    rows,
    failures = [],
  }: {
    images: readonly string[];
    /** [images, size] */
    rows: Float32Array;
    failures?: readonly { image: string; failure: string }[];
  },
): Promise<void> {
  const placed: Selectable<Tables["embedding"]>[] = failures.map(({ image, failure }) => ({
    imageId: image,
    modelId: model,
    chunk: null,
    failure,
  }));
  if (images.length > 0) {
    // Chunks are numbered one after the other, whoever stores them: the set's row is held until the transaction ends.
    await db
      .updateTable("embeddingSet")
      .set((eb) => ({ size: eb.ref("size") }))
      .where("projectId", "=", project)
      .where("modelId", "=", model)
      .execute();
    const { last } = await db
      .selectFrom("embeddingChunk")
      .select(({ fn }) => fn.max("number").as("last"))
      .where("projectId", "=", project)
      .where("modelId", "=", model)
      .executeTakeFirstOrThrow();
    const number = Number(last ?? 0) + 1;
    await db
      .insertInto("embeddingChunk")
      .values({
        projectId: project,
        modelId: model,
        number,
        imageIdsJson: JSON.stringify(images),
        vectors: Buffer.from(packEmbeddings(rows, size)),
      })
      .execute();
    placed.push(...images.map((imageId) => ({ imageId, modelId: model, chunk: number, failure: null })));
  }
  if (placed.length === 0) return;
  await db
    .insertInto("embedding")
    .values(placed)
    .onConflict((conflict) =>
      conflict.columns(["imageId", "modelId"]).doUpdateSet((eb) => ({
        chunk: eb.ref("excluded.chunk"),
        failure: eb.ref("excluded.failure"),
      })),
    )
    .execute();
}

export interface EmbeddingChunk {
  imageIds: string[];
  /** [imageIds, size] */
  rows: Float32Array;
}

/** A set's chunk after the one of a number, without images that are no longer there, and its own number. */
export async function findNextChunk(
  db: Db,
  { project, model, size, withGold }: Which & { size: number; withGold: boolean },
  after: number,
): Promise<(EmbeddingChunk & { number: number }) | undefined> {
  const chunk = await db
    .selectFrom("embeddingChunk")
    .selectAll()
    .where("projectId", "=", project)
    .where("modelId", "=", model)
    .where("number", ">", after)
    .orderBy("number")
    .limit(1)
    .executeTakeFirst();
  if (!chunk) return undefined;
  const { number } = chunk;
  const images = JSON.parse(chunk.imageIdsJson) as string[];
  const there = await db
    .selectFrom("embedding")
    .innerJoin("image", "image.id", "embedding.imageId")
    .select("embedding.imageId")
    .where("embedding.imageId", "in", images)
    .where("embedding.modelId", "=", model)
    // Computed anew, it is in a later chunk.
    .where("embedding.chunk", "=", number)
    .$if(!withGold, (query) => query.where("image.isGold", "=", 0))
    .execute();
  const all = unpackEmbeddings(chunk.vectors, size);
  if (there.length === images.length) return { number, imageIds: images, rows: all };
  const wanted = new Set(there.map(({ imageId }) => imageId));
  const places = images.flatMap((image, at) => (wanted.has(image) ? [at] : []));
  return { number, imageIds: places.map((at) => images[at]!), rows: pickRows(all, size, places) };
}

/** Whether an image is one of the project's own, or left it to show a label. */
const isOwnOrShows = ({ or, eb, exists, selectFrom }: ExpressionBuilder<Tables, "image">) =>
  or([
    eb("image.isGold", "=", 0),
    exists(
      selectFrom("leftOut")
        .select("leftOut.imageId")
        .whereRef("leftOut.imageId", "=", "image.id")
        .where("leftOut.reason", "is", null),
    ),
  ]);

/** What a model saw of one image; undefined where it has not seen it. */
export async function findEmbedded(
  db: Db,
  { projectId: project, modelId: model, size }: Pick<EmbeddingSet, "projectId" | "modelId" | "size">,
  image: string,
): Promise<Float32Array | undefined> {
  const chunk = await db
    .selectFrom("embedding")
    .innerJoin("embeddingChunk", (join) =>
      join
        .onRef("embeddingChunk.modelId", "=", "embedding.modelId")
        .onRef("embeddingChunk.number", "=", "embedding.chunk")
        .on("embeddingChunk.projectId", "=", project),
    )
    .select(["embeddingChunk.imageIdsJson", "embeddingChunk.vectors"])
    .where("embedding.imageId", "=", image)
    .where("embedding.modelId", "=", model)
    .executeTakeFirst();
  if (!chunk) return undefined;
  const place = (JSON.parse(chunk.imageIdsJson) as string[]).indexOf(image);
  return pickRows(unpackEmbeddings(chunk.vectors, size), size, [place]);
}

/**
 * The ids of a project's own images, and of those that left it to show a label, that have an embedding by a model; some
 * hundred at a time, in order.
 */
export async function* findMemberImages(db: Db, { project, model }: Which): AsyncGenerator<string[]> {
  const limit = 500;
  for (let after = ""; ; ) {
    const rows = await db
      .selectFrom("image")
      .innerJoin("embedding", "embedding.imageId", "image.id")
      .select("image.id")
      .where("image.projectId", "=", project)
      .where(isOwnOrShows)
      .where("embedding.modelId", "=", model)
      .where("embedding.chunk", "is not", null)
      .where("image.id", ">", after)
      .orderBy("image.id")
      .limit(limit)
      .execute();
    if (rows.length > 0) yield rows.map(({ id }) => id);
    if (rows.length < limit) return;
    after = rows.at(-1)!.id;
  }
}

/** Deletes chunks all of whose images were taken out of a project, or are in later chunks. */
export async function deleteEmptyChunks(db: Db, project: string): Promise<void> {
  await sql`delete from "embeddingChunk" where "projectId" = ${project} and ("modelId", "number") not in (
    select "embedding"."modelId", "embedding"."chunk" from "embedding"
    inner join "image" on "image"."id" = "embedding"."imageId"
    where "image"."projectId" = ${project} and "embedding"."chunk" is not null)`.execute(db);
}

/** A set with the images that it holds embeddings of; gold images, which are not the project's own, are not counted. */
export interface CountedSet extends EmbeddingSet {
  name: string;
  sha256: string;
  images: number;
}

/** A project's embeddings that may be used, those of most images first. */
export async function listEmbeddingSets(db: Db, project: string): Promise<CountedSet[]> {
  const rows = await db
    .selectFrom("embeddingSet")
    .innerJoin("model", "model.id", "embeddingSet.modelId")
    .selectAll("embeddingSet")
    .select(["model.name", "model.sha256"])
    .select(({ selectFrom }) =>
      selectFrom("embedding")
        .innerJoin("image", "image.id", "embedding.imageId")
        .select(({ fn }) => fn.countAll().as("images"))
        .whereRef("image.projectId", "=", "embeddingSet.projectId")
        .whereRef("embedding.modelId", "=", "embeddingSet.modelId")
        .where("embedding.chunk", "is not", null)
        .where("image.isGold", "=", 0)
        .as("images"),
    )
    .where("projectId", "=", project)
    .where(({ or, eb }) => or([eb("sourceJson", "is", null), eb("completedAt", "is not", null)]))
    .execute();
  return rows
    .map(({ images, ...row }) => ({ ...row, images: Number(images ?? 0) }))
    .sort((a, b) => b.images - a.images || (a.name < b.name ? -1 : 1));
}

/** Images with a file that may be read and of which the model has no embedding. */
const unembedded = (db: Db, { project, model }: Which) =>
  imagesToRead(db, project).where(({ not, exists, selectFrom }) =>
    not(
      exists(
        selectFrom("embedding")
          .select("embedding.imageId")
          .whereRef("embedding.imageId", "=", "image.id")
          .where("embedding.modelId", "=", model),
      ),
    ),
  );

export const countUnembedded = (db: Db, which: Which): Promise<number> =>
  countImagesToRead(unembedded(db, which));

/** Those images in the order of their ids, from the one after `after`. */
export const listUnembedded = (
  db: Db,
  { after, limit, share, ...which }: Which & { after: string; limit: number; share?: string },
): Promise<ImageToRead[]> => listImagesToRead(unembedded(db, which), { after, limit, share });

/** Why images have no embedding by a model, by image key. */
export async function listFailedEmbeddings(
  db: Db,
  { project, model }: Which,
): Promise<{ file: string; reason: string }[]> {
  const rows = await db
    .selectFrom("embedding")
    .innerJoin("image", "image.id", "embedding.imageId")
    .select(["image.key as file", "embedding.failure as reason"])
    .where("image.projectId", "=", project)
    .where("embedding.modelId", "=", model)
    .where("embedding.failure", "is not", null)
    .orderBy("image.key")
    .execute();
  return rows.map(({ file, reason }) => ({ file, reason: reason ?? "" }));
}
