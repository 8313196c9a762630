import { z } from "zod";
import { maxControlShare, maxSheetSize } from "../../core/contains/planSheets.ts";
import { seed } from "../batches.ts";
import { endpoint, id } from "../endpoint.ts";
import { uploadId } from "../images/uploads.ts";
import { share } from "../project/overview.ts";

export const containsStatuses = ["follow-up", "easy", "ambiguous", "mistake"] as const;

const rules = z.strictObject({
  /** People who answer more than this share of the controls wrongly are left out of the frequencies. */
  maxFailed: z.number().min(0).max(1),
  /** An image with fewer answers on its original label is ambiguous. */
  minAnswers: z.int().min(1).max(1000),
});

const plan = z.strictObject({
  number: z.int(),
  createdAt: z.iso.datetime(),
  closedAt: z.iso.datetime().nullable(),
  sheets: z.int(),
  labels: z.int(),
  /** Photos on its sheets, and those of them that are controls. */
  photos: z.int(),
  controls: z.int(),
  workers: z.int(),
  /** Sheets answered, of those to be answered. */
  answers: share,
});

const person = z.strictObject({
  id,
  name: z.string(),
  sheets: z.int(),
  answers: z.int(),
  /** Controls answered wrongly, of those answered. */
  failed: share,
  /** Controls that hold the label and were not ticked, and controls that do not and were. */
  missed: z.int(),
  wrong: z.int(),
  /** Whether they failed too many controls: none of their answers count. */
  isDropped: z.boolean(),
  activeMs: z.int(),
});

/** What people said about images and labels. */
export const containsReport = z.strictObject({
  rules,
  plans: z.array(plan),
  people: z.array(person),
  /** Images asked about, and those of them with an answer that counts. */
  images: z.int(),
  answered: z.int(),
  /** Pairs of an image and a label with an answer that counts. */
  pairs: z.int(),
  /** Answers that count, and those left out with the people who failed controls. */
  answers: z.int(),
  answersLeftOut: z.int(),
  /** Statuses of images that have an original label and an answer; others have none. */
  statuses: z.array(z.strictObject({ status: z.enum(containsStatuses), share })),
  withoutOriginal: z.int(),
  /** People of the project who may be given sheets. */
  annotators: z.int(),
  /** Images with candidate labels for marking objects; null if the project asks nobody to mark any. */
  candidates: z.int().nullable(),
});
export type ContainsReport = z.infer<typeof containsReport>;

const inProject = z.strictObject({ project: id });

export const getContainsReport = endpoint({
  name: "getContainsReport",
  method: "GET",
  path: "/api/projects/:project/contains",
  summary: "How far the sheets are, who is counted, and what follows for the images",
  params: inProject,
  reply: containsReport,
});

const selection = z.strictObject({
  label: z.int(),
  ticked: z.int(),
  asked: z.int(),
  frequency: z.number(),
  /** 95 %. */
  interval: z.tuple([z.number(), z.number()]),
});

/** How many images a page of the list has. */
export const containsPageSize = 24;

export const listContainsImages = endpoint({
  name: "listContainsImages",
  method: "GET",
  path: "/api/projects/:project/contains/images",
  summary: "The images of a status with their selection frequencies, by key",
  params: inProject,
  query: z.strictObject({
    status: z.enum(containsStatuses),
    from: z.coerce.number().int().min(0).max(10_000_000).default(0),
  }),
  reply: z.strictObject({
    total: z.int(),
    images: z.array(
      z.strictObject({
        id,
        key: z.string(),
        thumbnailUrl: z.string(),
        /** The label that the others were compared with. */
        original: z.int(),
        /** The most often ticked first. */
        selections: z.array(selection),
      }),
    ),
  }),
});
export type ContainsImages = z.infer<typeof listContainsImages.reply>;

export const setContainsRules = endpoint({
  name: "setContainsRules",
  method: "PUT",
  path: "/api/projects/:project/contains/rules",
  summary: "Change how answers on sheets are counted; nothing of the answers changes",
  params: inProject,
  body: rules,
  reply: rules,
});

const wishes = z.strictObject({
  topK: z.int().min(0).max(20),
  size: z.int().min(2).max(maxSheetSize),
  controlShare: z.number().min(0).max(maxControlShare),
  workers: z.int().min(1).max(100),
  seed,
});
export type SheetWishesBody = z.infer<typeof wishes>;

const sheetPreview = z.strictObject({
  /** Images asked about, and their labels. */
  images: z.int(),
  labels: z.int(),
  /** Pairs of an image and a label. */
  pairs: z.int(),
  sheets: z.int(),
  /** Photos on the sheets, controls among them. */
  photos: z.int(),
  controls: z.strictObject({ holding: z.int(), notHolding: z.int() }),
  /** Labels whose sheets lack controls of a kind. */
  labelsWithout: z.strictObject({ holding: z.int(), notHolding: z.int() }),
  /** Sheets that are not full. */
  shortSheets: z.int(),
  /** Number of answers on photos to be given. */
  answers: z.int(),
  hours: z.number(),
  secondsPerPhoto: z.number(),
  /** Measured on the answers so far; otherwise a guess. */
  isMeasured: z.boolean(),
  models: z.array(z.string()),
  /** Pairs that are on sheets of an earlier plan. */
  onSheets: z.int(),
  /** Images whose file is missing, damaged or not checked yet. */
  notShown: z.int(),
});
export type SheetPreviewReply = z.infer<typeof sheetPreview>;

export const previewSheets = endpoint({
  name: "previewSheets",
  method: "POST",
  path: "/api/projects/:project/contains/preview",
  summary: "Plan sheets without making any",
  params: inProject,
  body: wishes,
  reply: sheetPreview,
});

export const createSheets = endpoint({
  name: "createSheets",
  method: "POST",
  path: "/api/projects/:project/contains/plans",
  summary: "Make sheets of the images and labels that are on none yet",
  params: inProject,
  body: wishes.extend({
    /** How many sheets the previewed plan had. */
    expected: z.int(),
  }),
  reply: sheetPreview.extend({ plan: z.int() }),
});

export const lookAtAnswers = endpoint({
  name: "lookAtAnswers",
  method: "POST",
  path: "/api/projects/:project/contains/look",
  summary:
    "What a file of answers holds that was sent; refused with the first rows that cannot be used. A job of the kind import-answers stores them",
  params: inProject,
  body: z.strictObject({ upload: uploadId, file: z.string().min(1).max(1000) }),
  reply: z.strictObject({
    answers: z.int(),
    /** Those of them on images with a known answer. */
    controls: z.int(),
    annotators: z.int(),
    images: z.int(),
    labels: z.int(),
    /** How the file is read, in a sentence. */
    reading: z.string(),
  }),
});

export const closeSheets = endpoint({
  name: "closeSheets",
  method: "POST",
  path: "/api/projects/:project/contains/plans/:plan/close",
  summary: "Hand out no more sheets of a plan and keep its answers as they are, or hand them out again",
  params: inProject.extend({ plan: z.coerce.number().int().min(1).max(1_000_000) }),
  body: z.strictObject({ isClosed: z.boolean() }),
  reply: z.strictObject({ isClosed: z.boolean() }),
});

export const giveCandidates = endpoint({
  name: "giveCandidates",
  method: "POST",
  path: "/api/projects/:project/contains/candidates",
  summary: "Give images the labels among which people mark their objects, by what was ticked on sheets",
  params: inProject,
  body: z.strictObject({
    /** Whether images on which no other label was ticked half as often as the original one get that label alone. */
    easy: z.boolean(),
    /** Whether images on which nobody ticked the original label get it and every label that somebody ticked. */
    mistakes: z.boolean(),
  }),
  reply: z.strictObject({
    /** Images that have their candidates from now on. */
    given: z.int(),
    /** Images that somebody already has: they keep their candidates. */
    kept: z.int(),
    statuses: z.record(z.enum(containsStatuses), z.int()),
  }),
});
