import { z } from "zod";
import { endpoint, id } from "../endpoint.ts";

/** A rectangle as shares of an image's width and height. */
const part = z.strictObject({ left: z.number(), top: z.number(), width: z.number(), height: z.number() });

const maps = z.strictObject({
  model: z.string(),
  /** Number of places across and down. */
  width: z.int().positive(),
  height: z.int().positive(),
  /** The part of the image that the model saw; the places are spread evenly over it. */
  part,
  /** For each label on the page that has a map: a number from 0 (least) to 1 per place, row by row. */
  labels: z.array(z.strictObject({ label: z.int(), strengths: z.array(z.number()) })),
});
export type SeenMaps = z.infer<typeof maps>;

export const getMaps = endpoint({
  name: "getMaps",
  method: "GET",
  path: "/api/assignments/:assignment/maps",
  summary:
    "Where a model sees labels in the image, once the person's own decision is made; null where none has looked",
  params: z.strictObject({ assignment: id }),
  reply: z.strictObject({ maps: maps.nullable() }),
});
