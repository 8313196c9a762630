import { z } from "zod";
import { endpoint, id } from "./endpoint.ts";
import { imageOnPage } from "./images/image.ts";

const day = 24 * 3600 * 1000;

const side = z.strictObject({
  /** Letters stand for the experts, drawn anew for each image. */
  who: z.string(),
  yes: z.array(z.int()),
  unsure: z.array(z.int()),
  /** Why they could not judge it, or flagged it. */
  doubt: z.string().nullable(),
  /** Skipped twice: they gave no labels. */
  isSkipped: z.boolean(),
});

/** What is to settle about an image of an audit sample. It names no person, and does not tell what the release says. */
export const auditDifference = z.strictObject({
  project: id,
  image: imageOnPage,
  revision: z.int(),
  sides: z.array(side),
  /** Labels that both saw, and those to decide on. */
  agreed: z.array(z.int()),
  disputed: z.array(z.int()),
  /** Labels that neither named: what a release has may be among them, with others that none has. */
  asked: z.array(z.int()),
  exemplarVersion: z.int().nonnegative(),
  /** What was settled before; null where nothing was. */
  settled: z.strictObject({ labels: z.array(z.int()).nullable(), comment: z.string() }).nullable(),
});
export type AuditDifference = z.infer<typeof auditDifference>;

export const settlingProgress = z.strictObject({
  /** Differences that this person settled, and those that wait for any expert. */
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
  /** Chosen by the page, unique per person: sending it again changes nothing and answers the same. */
  operation: id,
  /** The revision that the page built on; 0 before the first. */
  revision: z.int().nonnegative(),
  /** A yes or a no on each label that is disputed or asked about; null: the image cannot be judged. */
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
  /** Where the work goes on; null where that cannot be said any more. */
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

/** A sample of so many images is drawn at most on the page: two experts label each. */
const maxDrawn = 20_000;

export const sampleWishes = z.strictObject({
  /** Either how far apart the bounds of the share of images with an error may be, or how many images. */
  size: z.union([
    z.strictObject({ width: z.number().positive().max(1) }),
    z.strictObject({ budget: z.int().min(1).max(maxDrawn) }),
  ]),
  /** So many looks at the bounds are planned while the sample grows. */
  looks: z.int().min(1).max(20),
  /** Experts may label images anew that they worked on before the release. */
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
    /** From bound to bound, if strata are as expected: of images that lack a label, and of those with a wrong one. */
    width: z.strictObject({ missing: z.number(), wrong: z.number() }),
    /** Images of a simple random sample with bounds as near to each other. */
    simple: z.int(),
    /** The models whose first labels experts would see; none where it is the proposals. */
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
