// What models see of images, as numbers.
import type { Generated } from "kysely";

/**
 * A model's embeddings of a project's images. Imported ones count from `completedAt` on; those that are computed here,
 * as far as they are there.
 */
export interface EmbeddingSetTable {
  projectId: string;
  modelId: string;
  /** The tensor of the model that they are; "" for imported ones. */
  output: string;
  /** Numbers of an embedding. */
  size: number;
  /** Of imported ones, the files and options: only the same ones continue an import. */
  sourceJson: string | null;
  /** Of an import, rows of the file that are stored. */
  rowsDone: Generated<number>;
  createdAt: string;
  completedAt: string | null;
}

/** Embeddings of some images that were stored together, because a row of its own for each would waste a third. */
export interface EmbeddingChunkTable {
  projectId: string;
  modelId: string;
  /** Counts from 1 in a set. */
  number: number;
  /** The images of the rows, as JSON. One that has been taken out of the project is still among them. */
  imageIdsJson: string;
  /** Packed (see core/embeddings/packEmbeddings). */
  vectors: Buffer;
}

/** Where an image's embedding is; or why it has none. */
export interface EmbeddingTable {
  imageId: string;
  modelId: string;
  chunk: number | null;
  failure: string | null;
}
