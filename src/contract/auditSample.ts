import { z } from "zod";
import { endpoint, id } from "./endpoint.ts";
import { imageOnPage } from "./images/image.ts";

const day = 24 * 3600 * 1000;

const side = z.strictObject({
  /** A letter for the expert, drawn anew for each image. */
  who: z.string(),
  yes: z.array(z.int()),
  unsure: z.array(z.int()),
  /** Why they could not judge it, or flagged it. */
  doubt: z.string().nullable(),
  /** Skipped twice: they gave no labels. */
  isSkipped: z.boolean(),
});

/** What is left to settle about an image of an audit sample, without names and without the release's labels. */
export const auditDifference = z.strictObject({
  project: id,
  image: imageOnPage,
  revision: z.int(),
  sides: z.array(side),
  /** Labels that both saw, and those to decide on. */
  agreed: z.array(z.int()),
  disputed: z.array(z.int()),
  /** Labels that neither named: some from a release, mixed with others that no release has. */
  asked: z.array(z.int()),
  exemplarVersion: z.int().nonnegative(),
  /** What was settled before; null if nothing was. */
  settled: z.strictObject({ labels: z.array(z.int()).nullable(), comment: z.string() }).nullable(),
});
export type AuditDifference = z.infer<typeof auditDifference>;

export const settlingProgress = z.strictObject({
  /** Differences that this person settled. */
  done: z.int(),
  left: z.int(),
});
export type SettlingProgress = z.infer<typeof settlingProgress>;

const position = z.strictObject({ current: auditDifference.nullable(), progress: settlingProgress });
export type SettlingPosition = z.infer<typeof position>;

export const getNextDifference = endpoint({
  name: "getNextDifference",
  method: "GET",
  path: "/api/projects/:project/audit-sample/differences/next",
  summary: "The next difference between two experts about an image of an audit sample",
  params: z.strictObject({ project: id }),
  reply: position,
});

export const getDifference = endpoint({
  name: "getDifference",
  method: "GET",
  path: "/api/projects/:project/audit-sample/differences/:image",
  summary: "One such difference, to settle it anew",
  params: z.strictObject({ project: id, image: id }),
  reply: auditDifference,
});

export const settleDifferenceBody = z.strictObject({
  /** Chosen by the page, unique per person: repeating it changes nothing and gets the same answer. */
  operation: id,
  /** The revision that the page built on; 0 before the first. */
  revision: z.int().nonnegative(),
  /** Yes or no for each disputed or asked label; null if the image cannot be judged. */
  decisions: z
    .array(z.strictObject({ label: z.int().nonnegative(), holds: z.boolean() }))
    .max(1000)
    .nullable(),
  comment: z.string().max(4000),
  /** Milliseconds of work on it. */
  activeMs: z.int().nonnegative().max(day),
});
export type SettleDifferenceBody = z.infer<typeof settleDifferenceBody>;

const settleDifferenceReply = z.strictObject({
  saved: z.strictObject({ image: id, revision: z.int() }),
  /** Where the work continues; null if that can no longer be said. */
  next: position.nullable(),
});
export type SettleDifferenceReply = z.infer<typeof settleDifferenceReply>;

export const settleDifference = endpoint({
  name: "settleDifference",
  method: "PUT",
  path: "/api/projects/:project/audit-sample/differences/:image",
  summary: "Settle what two experts differ in, or settle it anew",
  params: z.strictObject({ project: id, image: id }),
  body: settleDifferenceBody,
  reply: settleDifferenceReply,
});

/** Maximum sample size on the page: two experts label each image. */
const maxDrawn = 20_000;

export const sampleWishes = z.strictObject({
  /** Either how far apart the bounds on the share of images with an error may be, or how many images to draw. */
  size: z.union([
    z.strictObject({ width: z.number().positive().max(1) }),
    z.strictObject({ budget: z.int().min(1).max(maxDrawn) }),
  ]),
  /** How often the bounds are looked at while the sample grows. */
  looks: z.int().min(1).max(20),
  /** Whether experts may relabel images that they worked on before the release. */
  mayLabelOwn: z.boolean(),
});
export type SampleWishes = z.infer<typeof sampleWishes>;

const releaseNumbered = z.strictObject({ project: id, number: z.coerce.number().int().min(1) });

export const planAuditSample = endpoint({
  name: "planAuditSample",
  method: "POST",
  path: "/api/projects/:project/releases/:number/audit-sample/plan",
  summary: "What an audit sample of a release would be",
  params: releaseNumbered,
  body: sampleWishes,
  reply: z.strictObject({
    strata: z.array(z.strictObject({ stratum: z.string(), images: z.int(), drawn: z.int() })),
    total: z.int(),
    /** Distance between bounds if strata are as expected: for images lacking a label, and with a wrong one. */
    width: z.strictObject({ missing: z.number(), wrong: z.number() }),
    /** Images that a simple random sample would need for bounds this close. */
    simple: z.int(),
    /** The models whose first labels experts would see; empty if they see the proposals. */
    sources: z.array(z.string()),
    experts: z.int(),
  }),
});
export type PlannedAudit = z.infer<typeof planAuditSample.reply>;

export const drawAuditSample = endpoint({
  name: "drawAuditSample",
  method: "POST",
  path: "/api/projects/:project/releases/:number/audit-sample",
  summary: "Draw the audit sample of a release, once",
  params: releaseNumbered,
  body: sampleWishes,
  reply: z.strictObject({ drawn: z.int() }),
});
