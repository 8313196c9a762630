import { z } from "zod";

/** The body is the file itself: JSON lines, a record per image. */
export const uploadEmbeddingsPath = "/api/projects/:project/embeddings";

const yes = z.literal("yes").optional();
export const uploadEmbeddingsQuery = z.strictObject({
  /** Name of the model that made them. */
  model: z.string().trim().min(1).max(100),
  /** Replace the embeddings of this name. */
  replace: yes,
  /** Leave out images that the project lacks instead of refusing. */
  ignoreUnknown: yes,
});

/** Maximum upload in bytes: an embedding of 768 numbers takes 4 KB. */
export const mostEmbeddings = 1024 * 2 ** 20;

export const uploadedEmbeddings = z.strictObject({
  model: z.string(),
  /** Images that now have an embedding by it. */
  images: z.int(),
  /** Numbers of each embedding. */
  size: z.int(),
  /** Rows of images that the project lacks, left out on request. */
  ignored: z.int(),
  /** Whether they were there already, so that nothing changed. */
  alreadyThere: z.boolean(),
});
