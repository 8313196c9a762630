import { z } from "zod";
import { endpoint, id } from "./endpoint.ts";
import { share } from "./project/overview.ts";

const params = z.strictObject({ project: id });

/** How somebody's answers on gold images compare with the known labels; all intervals are over images. */
export const goldAccuracy = z.strictObject({
  /** Images with no label missed or wrong, of those answered. */
  exact: share,
  /** Right labels, of those chosen. */
  precision: share,
  /** Right labels, of those that the images have. */
  recall: share,
  /** Images with the right main object, of those whose main object experts named; absent if there are none. */
  main: share.exactOptional(),
});
export type GoldAccuracy = z.infer<typeof goldAccuracy>;

const goldImage = z.strictObject({
  id,
  key: z.string(),
  thumbnailUrl: z.string(),
  /** `waiting`: no expert has answered it yet, so nobody gets it; `retired`: nobody gets it any more. */
  state: z.enum(["waiting", "used", "retired"]),
  /** Whether it is for practice before the work, where its answers are shown; such images are never mixed in. */
  isPractice: z.boolean(),
  /** Its known labels, ascending. */
  yes: z.array(z.int()),
  /** Those that could go either way, ascending: never scored. */
  either: z.array(z.int()),
  /** Number of annotators who have or had it. */
  holders: z.int(),
  /** Answers with no label missed or wrong. */
  exact: share,
});

/** Gold images and how people do on them. Only leads ever see it. */
export const getGold = endpoint({
  name: "getGold",
  method: "GET",
  path: "/api/projects/:project/gold",
  summary: "Gold images, their known labels, and how people do on them",
  params,
  reply: z.strictObject({
    /** From the settings: the share of gold among an annotator's images. */
    share: z.number(),
    /** Images that could become gold. */
    candidates: z.int(),
    images: z.array(goldImage),
    /** Ordered by name; only people who have answered any. */
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
    /** Keys that are not images of the project, or cannot become gold. */
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
    /** Images that no annotator ever had: they are ordinary images again. */
    removed: z.int(),
    /** Images that nobody gets any more; the answers so far still count. */
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
    /** Keys of images that somebody has already had. */
    refused: z.array(z.string()),
  }),
});
