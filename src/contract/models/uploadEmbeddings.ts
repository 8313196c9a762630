import { z } from "zod";

/** The body is the file itself: JSON lines, a record per image. */
export const uploadEmbeddingsPath = "/api/projects/:project/embeddings";

const yes = z.literal("yes").optional();
export const uploadEmbeddingsQuery = z.strictObject({
  /** What to call the model that they are by. */
  model: z.string().trim().min(1).max(100),
  /** Take the place of the embeddings that have this name. */
  replace: yes,
  /** Leave out images that the project lacks, instead of refusing. */
  ignoreUnknown: yes,
});

/** In bytes: an embedding of 768 numbers takes 4 KB. */
export const mostEmbeddings = 1024 * 2 ** 20;

export const uploadedEmbeddings = z.strictObject({
  model: z.string(),
  /** That have an embedding by it now. */
  images: z.int(),
  /** Numbers of each embedding. */
  size: z.int(),
  /** Rows of images that the project lacks, left out because that was asked for. */
  ignored: z.int(),
  /** They were there before: nothing changed. */
  alreadyThere: z.boolean(),
});
