import { z } from "zod";
import { endpoint, id } from "../endpoint.ts";

/** What the images' places on the map were computed from: kept with the places. */
const layout = z.strictObject({
  /** The model whose embeddings were used; null if there are none. */
  model: z.string().nullable(),
  /** Number of values in an embedding. */
  size: z.int(),
  /** Images of the project without gold and left-out ones, and how many of them have an embedding. */
  images: z.int(),
  embedded: z.int(),
  seed: z.int(),
  /** The place of each image on the map: two 16-bit numbers, little-endian, in base64. */
  places: z.string(),
});
export type ImageLayout = z.infer<typeof layout>;

/** What is known about the images on the map, image by image. */
const facts = z.strictObject({
  ids: z.array(id),
  keys: z.array(z.string()),
  /** Indices into `imageStatuses`, in base64. */
  statuses: z.string(),
  /** Indices into `mapOutcomes`, in base64. */
  outcomes: z.string(),
  /** The first original label and the first final one; -1 if there is none. */
  originals: z.array(z.int()),
  finals: z.array(z.int()),
  /** In how many lists of the audit each image is; null if that was not requested, or is still being made. */
  findings: z.string().nullable(),
});

export const getImageMap = endpoint({
  name: "getImageMap",
  method: "GET",
  path: "/api/projects/:project/image-map",
  summary: "All images in a plane: those that look alike to a model lie together",
  params: z.strictObject({ project: id }),
  query: z.strictObject({ audit: z.enum(["yes"]).optional() }),
  reply: z.strictObject({
    /** null while it is made for the first time: ask again. */
    map: z.strictObject({ ...layout.shape, ...facts.shape }).nullable(),
    at: z.iso.datetime(),
    isCurrent: z.boolean(),
  }),
});
export type ImageMap = NonNullable<z.infer<typeof getImageMap.reply>["map"]>;
