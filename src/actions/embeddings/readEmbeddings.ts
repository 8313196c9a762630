import { Failure } from "../../contract/failure.ts";
import { type CountedSet, findNextChunk, listEmbeddingSets } from "../../db/embeddings.ts";
import { commandFor } from "../../files/commandFor.ts";
import type { Context } from "../context.ts";

/** Embeddings of some images, in one piece of memory. */
export interface EmbeddedImages {
  imageIds: string[];
  /** [imageIds, size], as they were stored: not normalised. */
  rows: Float32Array;
}

/**
 * The embeddings of a project to work with.
 *
 * @param model name or id of the model that computed them; by default, the set that covers most images
 * @throws Failure `not-ready` where there are none; `not-found` where there are none of that model
 */
export async function findEmbeddings(
  { db }: Pick<Context, "db">,
  project: string,
  model?: string,
): Promise<CountedSet> {
  const sets = await listEmbeddingSets(db, project);
  if (model === undefined) {
    const [first] = sets.filter(({ images }) => images > 0);
    if (first) return first;
    throw new Failure(
      "not-ready",
      `The project has no embeddings. Compute them with ${commandFor("embed", {})}, or import them with ` +
        `${commandFor("import embeddings FILE.npy", {})}.`,
    );
  }
  const named = sets.filter(({ modelId, name }) => modelId === model || name === model);
  if (named[0]) return named[0];
  const names = sets.map(({ name }) => name).join(", ");
  throw new Failure(
    "not-found",
    `The project has no embeddings by “${model}”. It has those by: ${names || "no model"}.`,
  );
}

/** Which embeddings are read. */
export type EmbeddingsOf = Pick<CountedSet, "projectId" | "modelId" | "output" | "size">;

/**
 * A model's embeddings of a project's own images (gold images are not), as stored: some dozens to hundreds at a time,
 * so that memory does not grow with the project. Each image with an embedding comes once.
 *
 * @param set see `findEmbeddings`
 * @param options.withGold includes gold images
 */
export async function* readEmbeddings(
  { db }: Pick<Context, "db">,
  { projectId: project, modelId: model, size }: Pick<CountedSet, "projectId" | "modelId" | "size">,
  { withGold = false }: { withGold?: boolean } = {},
): AsyncGenerator<EmbeddedImages> {
  for (let after = 0; ; ) {
    const chunk = await findNextChunk(db, { project, model, size, withGold }, after);
    if (!chunk) return;
    const { number, ...images } = chunk;
    after = number;
    if (images.imageIds.length > 0) yield images;
  }
}
