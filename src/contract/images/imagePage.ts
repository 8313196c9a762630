import { z } from "zod";
import { asides } from "../../core/images/aside.ts";
import { imageStatuses } from "../../core/images/imageStatus.ts";
import { disagreementReasons } from "../../core/outcome/findAgreement.ts";
import { provenances } from "../../core/outcome/provenance.ts";
import { causes, verdicts } from "../../core/review/review.ts";
import { answers, origins } from "../../core/tasks/decision.ts";
import { assignmentStates, destinations, stages } from "../../core/tasks/stage.ts";
import { objectsOfImage } from "../classify.ts";
import { endpoint, id } from "../endpoint.ts";
import { imageRow } from "./images.ts";

const person = z.strictObject({ id, name: z.string() });
const labels = z.array(z.int());
const reasons = z.array(z.enum(disagreementReasons));

/** What one person answered, or is asked to. */
const answer = z.strictObject({
  assignment: id,
  stage: z.enum(stages),
  person,
  batch: z.int().nullable(),
  state: z.enum(assignmentStates),
  /** It came when the image had all its annotations, or is a second refinement: it does not count. */
  extra: z.boolean(),
  /** Began with nothing ticked and nobody's answers. */
  blank: z.boolean(),
  submittedAt: z.iso.datetime().nullable(),
  /** Of a submitted answer; of a draft, what is ticked so far. */
  decisions: z.array(
    z.strictObject({
      label: z.int(),
      answer: z.enum(answers),
      how: z.enum(origins),
      reason: z.string().nullable(),
      /** Whether its object is the image's main one. */
      main: z.boolean(),
    }),
  ),
  comment: z.string(),
  flag: z.string().nullable(),
  skipReason: z.string().nullable(),
  activeMs: z.int(),
});
export type ImageAnswer = z.infer<typeof answer>;

export const getImage = endpoint({
  name: "getImage",
  method: "GET",
  path: "/api/projects/:project/images/:image",
  summary: "One image with all that is known of it",
  params: z.strictObject({ project: id, image: id }),
  reply: z.strictObject({
    id,
    key: z.string(),
    status: z.enum(imageStatuses),
    /** Why it is none of the project's own images; null where it is one. */
    aside: z.enum(asides).nullable(),
    /** Why its file was refused; empty otherwise. */
    failure: z.string(),
    /** null until its file was looked at; pixels, upright. */
    file: z.strictObject({ format: z.string(), bytes: z.int(), width: z.int(), height: z.int() }).nullable(),
    screenUrl: z.string(),
    originalUrl: z.string(),
    originals: labels,
    /** The final labels; null before there are any. */
    labels: labels.nullable(),
    /** The models' labels, the most likely first. */
    proposals: z.array(z.strictObject({ label: z.int(), score: z.number().nullable() })),
    /** What stage 3 found. */
    agreement: z.strictObject({ agreed: z.boolean(), labels, reasons, at: z.iso.datetime() }).nullable(),
    /** Where a lead last sent it. */
    sending: z
      .strictObject({
        to: z.enum(destinations),
        reason: z.string(),
        by: z.string(),
        at: z.iso.datetime(),
      })
      .nullable(),
    answers: z.array(answer),
    /** What people together saw in it; null if nobody has marked objects. */
    objects: objectsOfImage.nullable(),
    /** The newest first. */
    releases: z.array(
      z.strictObject({
        number: z.int(),
        name: z.string(),
        at: z.iso.datetime(),
        labels,
        provenance: z.enum(provenances),
      }),
    ),
  }),
});
export type ImageView = z.infer<typeof getImage.reply>;

export const listSimilar = endpoint({
  name: "listSimilar",
  method: "GET",
  path: "/api/projects/:project/images/:image/similar",
  summary: "The images that look most like one, by what a model sees",
  params: z.strictObject({ project: id, image: id }),
  reply: z.strictObject({
    /** The model whose embeddings were compared. */
    model: z.string(),
    /** The nearest first. */
    images: z.array(
      imageRow.extend({
        /** 1 minus the cosine, between 0 and 2. */
        distance: z.number(),
      }),
    ),
  }),
});
export type SimilarImages = z.infer<typeof listSimilar.reply>;

/** What an event says about a state, as far as it says anything. */
export const historyState = z.object({
  state: z.string().optional(),
  yes: labels.optional(),
  unsure: labels.optional(),
  /** The chosen label whose object is the main one. */
  main: z.int().optional(),
  noneOfThese: z.boolean().optional(),
  comment: z.string().optional(),
  flag: z.string().nullable().optional(),
  agreed: z.boolean().optional(),
  labels: labels.optional(),
  reasons: z.array(z.string()).optional(),
  to: z.string().optional(),
  reason: z.string().nullable().optional(),
  /** In a review: why the image has no label, the verdict on the original one, and the label found in it after all. */
  cause: z.enum(causes).nullable().optional(),
  verdict: z.enum(verdicts).nullable().optional(),
  found: z.int().nullable().optional(),
  /** Who had it, or has it now. */
  person: z.string().nullable().optional(),
});
export type HistoryState = z.infer<typeof historyState>;

const historyEntry = z.strictObject({
  id,
  at: z.iso.datetime(),
  kind: z.string(),
  /** null: the program itself, or somebody at its command line. */
  by: z.string().nullable(),
  /** The person whose answer it concerns. */
  whose: z.string().nullable(),
  stage: z.enum(stages).nullable(),
  before: historyState.nullable(),
  after: historyState.nullable(),
  /** Whether it is an answer that does not count but can be restored. */
  canRestore: z.boolean(),
});
export type HistoryEntry = z.infer<typeof historyEntry>;

export const listHistory = endpoint({
  name: "listHistory",
  method: "GET",
  path: "/api/projects/:project/images/:image/history",
  summary: "All that happened to an image, the newest first",
  params: z.strictObject({ project: id, image: id }),
  query: z.strictObject({
    /** The last entry on the previous page. */
    before: id.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.strictObject({
    entries: z.array(historyEntry),
    /** Where the next page begins; null on the last. */
    before: id.nullable(),
  }),
});

export const restoreAnswer = endpoint({
  name: "restoreAnswer",
  method: "POST",
  path: "/api/projects/:project/images/:image/restore",
  summary: "Make an earlier answer on an image hold again",
  params: z.strictObject({ project: id, image: id }),
  body: z.strictObject({
    /** The history entry that recorded the answer. */
    event: id,
    reason: z.string().trim().min(1).max(500),
  }),
  reply: z.strictObject({}),
});
