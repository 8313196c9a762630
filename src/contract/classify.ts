import { z } from "zod";
import { countedAt } from "./counted.ts";
import { endpoint, id } from "./endpoint.ts";

/** See core/evaluation/evaluateShares: shareOf. */
const share = z.strictObject({
  count: z.int(),
  total: z.int(),
  share: z.number().nullable(),
  interval: z.tuple([z.number(), z.number()]).nullable(),
  reason: z.string().exactOptional(),
});

/** See core/classify/summarizeObjects. */
const objectsSummary = z.strictObject({
  countedAt,
  images: z.int(),
  pending: z.int(),
  answers: z.int(),
  byCount: z.array(share.extend({ objects: z.int() })),
  several: share,
  mainDiffers: share,
  originalAbsent: share,
});

export const getObjects = endpoint({
  name: "getObjects",
  method: "GET",
  path: "/api/projects/:project/objects",
  summary: "How many objects the images hold, and which one is the main one",
  params: z.strictObject({ project: id }),
  reply: objectsSummary,
});

const label = z.int().nonnegative();

/** What people together saw in an image. */
export const objectsOfImage = z.strictObject({
  answers: z.int(),
  /** Those of them who found none of the candidates. */
  none: z.int(),
  /** Whether everyone who is asked has answered. */
  isComplete: z.boolean(),
  /** The most frequent main label; null if there is no object. */
  mainLabel: label.nullable(),
  /** The object that most people see comes first. */
  objects: z.array(
    z.strictObject({
      /** Labels that name the same object, the most frequent first. */
      labels: z.array(
        z.strictObject({
          label,
          /** Share of all ticks on labels of this object. */
          shareOfObject: z.number(),
          /** Share of all people who answered. */
          shareOfAnnotators: z.number(),
        }),
      ),
      mainVotes: z.int(),
      isMain: z.boolean(),
      isOriginal: z.boolean(),
    }),
  ),
  /** Labels that belong to no object. */
  unplaced: z.array(label),
});
export type ObjectsOfImage = z.infer<typeof objectsOfImage>;
