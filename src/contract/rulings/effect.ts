import { z } from "zod";
import { rulingKinds } from "../../core/rulings/ruling.ts";
import { endpoint, id } from "../endpoint.ts";
import { listQuery } from "../images/findingImages.ts";

const count = z.int().nonnegative();
const label = z.int().nonnegative();

const pair = z.strictObject({
  project: id,
  first: z.coerce.number().int().nonnegative(),
  second: z.coerce.number().int().nonnegative(),
});

const share = z.strictObject({ share: z.number(), interval: z.tuple([z.number(), z.number()]) });

const application = z.strictObject({
  id,
  /** The version of the ruling, and what it said. */
  rulingVersion: z.int().positive(),
  labels: z.tuple([label, label]),
  kind: z.enum(rulingKinds),
  drawnAt: z.iso.datetime(),
  appliedAt: z.iso.datetime().nullable(),
  /** Why it was applied although too much of the sample was wrong. */
  despite: z.string().nullable(),
  undoneAt: z.iso.datetime().nullable(),
  /** Listed images, those of them to look at, those looked at, and those found right. */
  images: count,
  sampled: count,
  judged: count,
  right: count,
  /** Images it now applies to, and labels it settles there. */
  applied: count,
  settled: count,
  /** Share of all images on which the ruling is right, with 95 % bounds; null until the sample has been looked at. */
  precision: share.nullable(),
  /** Whether enough of the sample is right to apply it without giving a reason. */
  isSure: z.boolean(),
});
export type RulingApplication = z.infer<typeof application>;

export const getEffect = endpoint({
  name: "getEffect",
  method: "GET",
  path: "/api/projects/:project/rulings/:first/:second/effect",
  summary: "What a ruling settles of the disputes that wait for experts, and where it was applied",
  params: pair,
  reply: z.strictObject({
    /** Version of the ruling; 0 if none is in force. */
    version: count,
    /** Whether people's answers are compared in this project: if votes are joined, rulings settle nothing. */
    compares: z.boolean(),
    /** Images on which it settles labels, and those that then need no expert. */
    images: count,
    labels: count,
    finished: count,
    /** Images left alone because an expert has opened them, a lead sent them to refinement, or a release holds them. */
    left: z.strictObject({ opened: count, sent: count, released: count }),
    /** The newest first. */
    applications: z.array(application),
  }),
});
export type Effect = z.infer<typeof getEffect.reply>;

const ruledLabel = z.strictObject({ label, answer: z.enum(["yes", "no"]) });

const ruledImage = z.strictObject({
  id,
  key: z.string(),
  thumbnailUrl: z.string(),
  /** What the ruling says about disputed labels. */
  labels: z.array(ruledLabel),
});

export const listEffect = endpoint({
  name: "listEffect",
  method: "GET",
  path: "/api/projects/:project/rulings/:first/:second/effect/images",
  summary: "The images on which a ruling settles disputes",
  params: pair,
  query: listQuery,
  reply: z.strictObject({
    total: count,
    hasMore: z.boolean(),
    images: z.array(ruledImage.extend({ isFinished: z.boolean() })),
  }),
});

export const sampleEffect = endpoint({
  name: "sampleEffect",
  method: "POST",
  path: "/api/projects/:project/rulings/:first/:second/sample",
  summary: "List the images that a ruling settles, and draw those that are looked at before it is applied",
  params: pair,
  reply: z.strictObject({ application: id }),
});

const ofApplication = z.strictObject({ project: id, application: id });

const sampledImage = ruledImage.extend({
  url: z.string(),
  verdict: z.enum(["right", "wrong"]).nullable(),
  by: z.string().nullable(),
});

export const getSample = endpoint({
  name: "getSample",
  method: "GET",
  path: "/api/projects/:project/rulings/applications/:application",
  summary: "The images to look at before a ruling is applied",
  params: ofApplication,
  reply: z.strictObject({ application, images: z.array(sampledImage) }),
});
export type RulingSample = z.infer<typeof getSample.reply>;

export const listSamples = endpoint({
  name: "listSamples",
  method: "GET",
  path: "/api/projects/:project/rulings/samples",
  summary: "The samples of rulings that are still to be looked at",
  params: z.strictObject({ project: id }),
  reply: z.strictObject({ samples: z.array(application) }),
});

export const judgeSample = endpoint({
  name: "judgeSample",
  method: "PUT",
  path: "/api/projects/:project/rulings/applications/:application/verdicts/:image",
  summary: "Say whether what a ruling settles on an image is right",
  params: ofApplication.extend({ image: id }),
  body: z.strictObject({ verdict: z.enum(["right", "wrong"]) }),
  reply: z.strictObject({ application }),
});

const leftImages = z.array(z.strictObject({ key: z.string(), why: z.string() }));

export const applyRuling = endpoint({
  name: "applyRuling",
  method: "POST",
  path: "/api/projects/:project/rulings/applications/:application/apply",
  summary: "Settle the listed images by the ruling",
  params: ofApplication,
  body: z.strictObject({
    /** The reason, if too much of the sample is wrong. */
    despite: z.string().trim().min(1).max(1000).nullable(),
  }),
  reply: z.strictObject({ application, changed: count, left: leftImages }),
});

export const undoRuling = endpoint({
  name: "undoRuling",
  method: "POST",
  path: "/api/projects/:project/rulings/applications/:application/undo",
  summary: "Take back what a ruling settled, except on images that changed since",
  params: ofApplication,
  reply: z.strictObject({ application, changed: count, left: leftImages }),
});
