import { z } from "zod";
import { endpoint, id } from "./endpoint.ts";
import { share } from "./project/overview.ts";

const params = z.strictObject({ project: id });

/** How somebody's answers on gold images stand to the known labels; all intervals are over images. */
export const goldAccuracy = z.strictObject({
  /** Images without a label missed or wrong, of those answered. */
  exact: share,
  /** Right labels, of those chosen. */
  precision: share,
  /** Right labels, of those that the images have. */
  recall: share,
  /** The main object is right, of images of which experts say which it is; missing where there are none. */
  main: share.exactOptional(),
});
export type GoldAccuracy = z.infer<typeof goldAccuracy>;

const goldImage = z.strictObject({
  id,
  key: z.string(),
  thumbnailUrl: z.string(),
  /** `waiting`: no expert has answered it, so nobody gets it; `retired`: nobody gets it any more. */
  state: z.enum(["waiting", "used", "retired"]),
  /** For practice before the work, where its answers are shown; never mixed in. */
  isPractice: z.boolean(),
  /** Its known labels, ascending. */
  yes: z.array(z.int()),
  /** Those that could go either way, ascending: never scored. */
  either: z.array(z.int()),
  /** Annotators who have it, or had it. */
  holders: z.int(),
  /** Answers without a label missed or wrong. */
  exact: share,
});

/** Gold images and how people do on them. Nobody but leads ever sees any of it. */
export const getGold = endpoint({
  name: "getGold",
  method: "GET",
  path: "/api/projects/:project/gold",
  summary: "Gold images, their known labels, and how people do on them",
  params,
  reply: z.strictObject({
    /** Of the settings: the share of an annotator's images. */
    share: z.number(),
    /** Images that could become gold. */
    candidates: z.int(),
    images: z.array(goldImage),
    /** By name; those who have answered any. */
    people: z.array(z.strictObject({ id, name: z.string(), accuracy: goldAccuracy })),
  }),
});
export type Gold = z.infer<typeof getGold.reply>;

export const addGold = endpoint({
  name: "addGold",
  method: "POST",
  path: "/api/projects/:project/gold",
  summary: "Make images gold: experts answer them next, from blank",
  params,
  body: z.union([
    z.strictObject({ keys: z.array(z.string().min(1)).min(1).max(1000) }),
    z.strictObject({ draw: z.int().min(1).max(1000), seed: z.int().min(0) }),
  ]),
  reply: z.strictObject({
    added: z.int(),
    /** Keys that are no image of the project, or one that cannot become gold. */
    refused: z.array(z.string()),
  }),
});

export const removeGold = endpoint({
  name: "removeGold",
  method: "POST",
  path: "/api/projects/:project/gold/remove",
  summary: "Take gold images out of use",
  params,
  body: z.strictObject({ images: z.array(id).min(1).max(1000) }),
  reply: z.strictObject({
    /** No annotator ever had them: they are the project's own images again. */
    removed: z.int(),
    /** Nobody gets them any more; the answers so far still count. */
    retired: z.int(),
  }),
});

export const keepForPractice = endpoint({
  name: "keepForPractice",
  method: "POST",
  path: "/api/projects/:project/gold/practice",
  summary: "Keep gold images for practice, or give them back to be mixed in",
  params,
  body: z.union([
    z.strictObject({ isPractice: z.boolean(), images: z.array(id).min(1).max(1000) }),
    z.strictObject({
      isPractice: z.literal(true),
      draw: z.int().min(1).max(1000),
      seed: z.int().min(0),
    }),
  ]),
  reply: z.strictObject({
    changed: z.int(),
    /** Keys of those that somebody has had already. */
    refused: z.array(z.string()),
  }),
});
