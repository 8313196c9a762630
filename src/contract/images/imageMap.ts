import { z } from "zod";
import { endpoint, id } from "../endpoint.ts";

/** What an image's place on the map was found by: kept with the places. */
const layout = z.strictObject({
  /** By whose embeddings; null where there are none. */
  model: z.string().nullable(),
  /** How many numbers an embedding has. */
  size: z.int(),
  /** Images of the project, gold and left-out ones not counted; of which so many have an embedding. */
  images: z.int(),
  embedded: z.int(),
  seed: z.int(),
  /** Of each image on the map, where it is: two numbers of 16 bits, the lower byte first. Base64. */
  places: z.string(),
});
export type ImageLayout = z.infer<typeof layout>;

/** What the images on the map are known by, image by image. */
const facts = z.strictObject({
  ids: z.array(id),
  keys: z.array(z.string()),
  /** Places in `imageStatuses`, in base64. */
  statuses: z.string(),
  /** Places in `mapOutcomes`, in base64. */
  outcomes: z.string(),
  /** The first original label, and the first final one; -1 without. */
  originals: z.array(z.int()),
  finals: z.array(z.int()),
  /** In how many lists of the audit it is; null where that was not asked for, or is still being made. */
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
    /** null: being made for the first time. Ask again. */
    map: z.strictObject({ ...layout.shape, ...facts.shape }).nullable(),
    at: z.iso.datetime(),
    isCurrent: z.boolean(),
  }),
});
export type ImageMap = NonNullable<z.infer<typeof getImageMap.reply>["map"]>;
