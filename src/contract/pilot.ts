import { z } from "zod";
import { estimate } from "./agreement.ts";
import { seed } from "./batches.ts";
import { endpoint, id } from "./endpoint.ts";

/** Usual and maximum number of images in a pilot. */
export const usualPilot = 50;
export const largestPilot = 500;

const ofProject = z.strictObject({ project: id });
const count = z.int().nonnegative();

const pilot = z.strictObject({
  id,
  seed: z.int(),
  at: z.iso.datetime(),
  images: count,
  people: z.array(z.strictObject({ id, name: z.string(), done: count, total: count })),
  /** Annotators without its images, because they joined later. */
  missing: z.array(z.strictObject({ id, name: z.string() })),
  /** How far two people choose the same set, in the answers so far; see core/measureSetAgreement. */
  exactMatch: estimate,
  jaccard: estimate,
  /** The most disputed pairs of labels: one person chose only the first, another only the second. */
  disputedPairs: z.strictObject({
    total: count,
    rows: z.array(
      z.strictObject({
        labels: z.tuple([count, count]),
        images: count,
        /** Images on which anybody chose either. */
        chosen: count,
        /** The first few of `images`. */
        examples: z.array(z.strictObject({ id, key: z.string(), thumbnailUrl: z.string() })),
      }),
    ),
  }),
  /** When the guideline was frozen, and the versions with which the work began; null while the pilot is open. */
  frozen: z.strictObject({ at: z.iso.datetime(), guidelineVersion: count, rulingVersion: count }).nullable(),
});
export type Pilot = z.infer<typeof pilot>;

export const getPilot = endpoint({
  name: "getPilot",
  method: "GET",
  path: "/api/projects/:project/pilot",
  summary: "The pilot: who is how far, and what its answers differ about",
  params: ofProject,
  reply: z.strictObject({
    /** Images that a pilot could draw (0 while one is open), and annotators who would get them. */
    candidates: count,
    annotators: count,
    /** Whether annotators already have images outside an open pilot: it is too late for a pilot then. */
    workBegan: z.boolean(),
    guidelineVersion: count,
    rulingVersion: count,
    /** Pilots so far; the newest one is `pilot`. */
    rounds: count,
    pilot: pilot.nullable(),
  }),
});
export type PilotPage = z.infer<typeof getPilot.reply>;

export const makePilot = endpoint({
  name: "makePilot",
  method: "POST",
  path: "/api/projects/:project/pilot",
  summary: "Draw images and give them to every annotator",
  params: ofProject,
  body: z.strictObject({ images: z.int().min(1).max(largestPilot), seed }),
  reply: z.strictObject({ images: count, annotators: count }),
});

export const extendPilot = endpoint({
  name: "extendPilot",
  method: "POST",
  path: "/api/projects/:project/pilot/people",
  summary: "Give the pilot's images to annotators who came later",
  params: ofProject,
  body: z.strictObject({}),
  reply: z.strictObject({ annotators: count }),
});

export const takePilotBack = endpoint({
  name: "takePilotBack",
  method: "DELETE",
  path: "/api/projects/:project/pilot",
  summary: "Take a pilot back in which nobody has begun",
  params: ofProject,
  reply: z.strictObject({}),
});

export const freezeGuideline = endpoint({
  name: "freezeGuideline",
  method: "POST",
  path: "/api/projects/:project/pilot/freeze",
  summary: "End the pilot: the work begins with the guideline and the rulings as they are",
  params: ofProject,
  body: z.strictObject({
    /** The versions that the page showed. */
    guidelineVersion: count,
    rulingVersion: count,
  }),
  reply: z.strictObject({
    /** Images that go to experts; those that nobody had begun are free again. */
    sent: count,
    free: count,
  }),
});
