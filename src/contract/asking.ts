import { z } from "zod";
import { endpoint, id } from "./endpoint.ts";

const count = z.int().nonnegative();
const perImage = z.strictObject({
  mean: z.number(),
  /** 95 %, over images; null where nothing varies. */
  interval: z.tuple([z.number(), z.number()]).nullable(),
  /** Why; only if there is no interval. */
  intervalMissing: z.string().exactOptional(),
});

/** When asking about an image ends early, and what that saves and costs. */
const askingView = z.strictObject({
  /** How one more person is asked: about some labels only, or the whole page; null if asking never ends early. */
  by: z.enum(["labels", "page"]).nullable(),
  /** Whether the project's rules let asking end early now. */
  isOn: z.boolean(),
  /** Maximum and minimum number of answers per image. */
  overlap: count,
  fewest: count,
  /** The rule learned last; null before the first. */
  rule: z
    .strictObject({
      version: count,
      at: z.iso.datetime(),
      /** In seconds: the cost of an answer, and of a label that is missed or wrong. */
      prices: z.strictObject({ answer: z.number(), missed: z.number(), wrong: z.number() }),
      /** Its effect on the images it was learned from, each judged by a rule learned without that image. */
      measured: z.strictObject({
        images: count,
        used: perImage,
        people: perImage,
        missed: perImage,
        wrong: perImage,
        toExperts: perImage,
      }),
      /** Whether the project's rules are still those it was learned under. */
      isCurrent: z.boolean(),
    })
    .nullable(),
  /** Images on which asking ended early, and the answers they have. */
  ended: z.strictObject({ images: count, answers: count }),
  /** Images to learn from, and the minimum needed. */
  toLearnFrom: z.strictObject({ images: count, needed: count }),
  /** Seconds people need for a whole page: measured, or assumed until there are measurements. */
  secondsPerPage: z.strictObject({ seconds: z.number(), isMeasured: z.boolean() }),
  /** Pages still to come on unfinished images, without and with the rule; null without a rule. */
  toCome: z.strictObject({ pages: count, withRule: z.number(), secondsSaved: z.number() }).nullable(),
});
export type AskingView = z.infer<typeof askingView>;

export const getAsking = endpoint({
  name: "getAsking",
  method: "GET",
  path: "/api/projects/:project/asking",
  summary: "When asking about an image ends early, and what that saves",
  params: z.strictObject({ project: id }),
  reply: askingView,
});

export const learnAsking = endpoint({
  name: "learnAsking",
  method: "POST",
  path: "/api/projects/:project/asking/learn",
  summary: "Learn when asking may end, from images on which everybody was asked",
  params: z.strictObject({ project: id }),
  body: z.strictObject({}),
  reply: askingView,
});
