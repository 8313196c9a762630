import { z } from "zod";
import { endpoint, id } from "./endpoint.ts";

const count = z.int().nonnegative();
const perImage = z.strictObject({
  mean: z.number(),
  /** 95 %, over images; null where nothing varies. */
  interval: z.tuple([z.number(), z.number()]).nullable(),
  /** Only where there is no interval. */
  intervalMissing: z.string().exactOptional(),
});

/** When asking about an image ends before everybody was asked, and what that does. */
const askingView = z.strictObject({
  /** How one person more is asked: about some labels alone, or about the whole page; null where asking never ends early. */
  by: z.enum(["labels", "page"]).nullable(),
  /** Whether the project's rules let asking end early now. */
  isOn: z.boolean(),
  /** Answers an image gets at most, and at least. */
  overlap: count,
  fewest: count,
  /** The rule that was learned last; null before the first. */
  rule: z
    .strictObject({
      version: count,
      at: z.iso.datetime(),
      /** In seconds: what an answer costs, and what a label is worth that would be missed or wrong. */
      prices: z.strictObject({ answer: z.number(), missed: z.number(), wrong: z.number() }),
      /** What it does on the images that it was learned from, each by a rule that does not know it. */
      measured: z.strictObject({
        images: count,
        used: perImage,
        people: perImage,
        missed: perImage,
        wrong: perImage,
        toExperts: perImage,
      }),
      /** Whether the project's rules are still those that it was learned by. */
      isCurrent: z.boolean(),
    })
    .nullable(),
  /** On how many images asking ended early, and how many answers those have. */
  ended: z.strictObject({ images: count, answers: count }),
  /** Images to learn from, and how many are needed at least. */
  toLearnFrom: z.strictObject({ images: count, needed: count }),
  /** People's seconds on one whole page, as measured or, before, as assumed. */
  secondsPerPage: z.strictObject({ seconds: z.number(), isMeasured: z.boolean() }),
  /** Of the images that are still asked about: pages to come, without and with the rule; null without a rule. */
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
