import { z } from "zod";
import { disagreementReasons } from "../../core/outcome/findAgreement.ts";
import { origins } from "../../core/tasks/decision.ts";
import { stages } from "../../core/tasks/stage.ts";
import { settlingProgress } from "../auditSample.ts";
import { sheetProgress } from "../contains/sheet.ts";
import { endpoint, id } from "../endpoint.ts";
import { imageOnPage } from "../images/image.ts";
import { standing } from "../practice/standing.ts";
import { reviewProgress } from "../review.ts";
import { severityProgress } from "../severity.ts";
import { annotationDraft } from "./annotationDraft.ts";

/** What an earlier annotator did with a label; people are letters, drawn anew for each image. */
const mark = z.strictObject({
  who: z.string(),
  answer: z.enum(["yes", "no", "unsure", "not-shown"]),
});

/** What only an expert sees about a label. */
const refinementOfLabel = z.strictObject({
  marks: z.array(mark),
  /** This and the next two fields are absent while hidden. */
  original: z.boolean().optional(),
  proposed: z.boolean().optional(),
  /** The model's probability (combined for several models); null if there is none. */
  score: z.number().nullable().optional(),
  prechecked: z.boolean(),
  disputed: z.boolean(),
});

const card = z.strictObject({
  label: z.int().nonnegative(),
  how: z.enum(origins),
  /** Whether it needs a yes or a no: a question about a label somebody found or, in refinement, a dispute. */
  decide: z.boolean().optional(),
  refinement: refinementOfLabel.optional(),
});
export type Card = z.infer<typeof card>;

const refinement = z.strictObject({
  /** Whether nothing is ticked and the annotators' answers are hidden. */
  blank: z.boolean(),
  /** Whether it is a gold image: annotators are measured by its expert's answer. */
  gold: z.boolean(),
  /** Whether original label and scores are still hidden: they are revealed after the decisions. */
  hidden: z.boolean(),
  /** Whether each decision on a disputed label needs a reason. */
  reasonOnDecision: z.boolean(),
  reasons: z.array(z.enum(disagreementReasons)),
  /** What each earlier annotator chose (yes), was unsure about, and wrote. */
  annotators: z.array(
    z.strictObject({
      who: z.string(),
      yes: z.array(z.int()),
      unsure: z.array(z.int()),
      comment: z.string(),
    }),
  ),
  /** If the image had ended without a label: what its reviewers found in it and wrote. */
  found: z.array(z.strictObject({ label: z.int(), comment: z.string() })),
});

/** One image to work on. In the stage "annotate" it holds no scores, original label or answers of others. */
export const assignmentView = z.strictObject({
  id,
  project: id,
  stage: z.enum(stages),
  state: z.enum(["open", "submitted", "skipped", "blocked"]),
  revision: z.int(),
  /** Whether it can no longer be edited: its refinement was opened, or a release holds it. */
  locked: z.boolean(),
  image: imageOnPage,
  groupSize: z.int().positive(),
  /** How many milliseconds on screen make a card count as shown. */
  shownAfterMs: z.int().nonnegative(),
  /** Whether a refinement that changes the pre-checked answers needs a comment. */
  commentOnChange: z.boolean(),
  /** Whether every group must be opened before submitting. */
  allGroups: z.boolean(),
  /** Whether only these cards can be answered, and none can be added by search. */
  closed: z.boolean().optional(),
  /**
   * Whether each ticked label names a distinct object, with one of them marked as the main one; on closed cards nobody is
   * unsure.
   */
  asksMain: z.boolean().optional(),
  /** Whether labels without a card must be searched for before submitting. */
  mustSearch: z.boolean().optional(),
  /** Version of the exemplars on its cards. */
  exemplarVersion: z.int().nonnegative(),
  cards: z.array(card),
  /** Whether each card is answered with yes, maybe or no. */
  ballot: z.boolean().optional(),
  refinement: refinement.optional(),
  /** What was last saved; null if nothing was. */
  draft: annotationDraft.nullable(),
  batch: z.int().nullable(),
  /** Whether it is in a pilot, where answers do not count. */
  pilot: z.boolean(),
  previous: id.nullable(),
  next: id.nullable(),
});
export type AssignmentView = z.infer<typeof assignmentView>;

export const progress = z.strictObject({
  stage: z.enum(stages),
  done: z.int(),
  /** Number known so far; in refinement it grows while annotators work. */
  total: z.int(),
  skipped: z.int(),
  blocked: z.int(),
});
export type Progress = z.infer<typeof progress>;

/** The image to work on now, those after it to load ahead, and how far the person is. */
export const workPosition = z.strictObject({
  /** All these images in working order, including those left out because the page already holds them. */
  order: z.array(id),
  current: assignmentView.nullable(),
  ahead: z.array(assignmentView),
  progress,
});
export type WorkPosition = z.infer<typeof workPosition>;

export const getNextWork = endpoint({
  name: "getNextWork",
  method: "GET",
  path: "/api/projects/:project/work/:stage/next",
  summary: "The next image of a stage for the person signed in",
  params: z.strictObject({ project: id, stage: z.enum(stages) }),
  reply: workPosition,
});

export const getAssignment = endpoint({
  name: "getAssignment",
  method: "GET",
  path: "/api/assignments/:assignment",
  summary: "One assignment of the person signed in",
  params: z.strictObject({ assignment: id }),
  reply: assignmentView,
});

/** An image that a person has worked on, as they left it. */
const ownWork = z.strictObject({
  assignment: id,
  image: id,
  stage: z.enum(stages),
  state: z.enum(["open", "submitted", "skipped", "blocked"]),
  thumbnailUrl: z.string(),
  labels: z.array(z.int()),
  unsure: z.array(z.int()),
  noneOfThese: z.boolean(),
  flag: z.string().nullable(),
  locked: z.boolean(),
  at: z.iso.datetime(),
});

export const getMyWork = endpoint({
  name: "getMyWork",
  method: "GET",
  path: "/api/projects/:project/work",
  summary: "What the person signed in has done and has left",
  params: z.strictObject({ project: id }),
  reply: z.strictObject({
    stages: z.array(
      progress.extend({
        batches: z.array(z.strictObject({ number: z.int(), done: z.int(), total: z.int() })),
        /** Median milliseconds of active work per submitted image; null before the first. */
        medianActiveMs: z.number().nullable(),
      }),
    ),
    /** The no-label review; null for people who are not experts. */
    review: reviewProgress.nullable(),
    /** Sheets of images about one label; null for people who are not annotators. */
    sheets: sheetProgress.nullable(),
    /** Model errors to rate; null for people who are not experts. */
    errors: severityProgress.nullable(),
    /** Differences on images of an audit sample; null for people who are not experts. */
    differences: settlingProgress.nullable(),
    /** Whether practice comes before annotation; null for people who are not annotators. */
    qualification: standing.nullable(),
    /** The last ones. */
    recent: z.array(ownWork),
  }),
});

/** Which of their own images a person looks at. */
export const ownWorkKinds = ["all", "flagged", "open", "skipped"] as const;
export type OwnWorkKind = (typeof ownWorkKinds)[number];

export const listOwnWork = endpoint({
  name: "listOwnWork",
  method: "GET",
  path: "/api/projects/:project/work/images",
  summary: "The images that the person signed in has worked on, the last first",
  params: z.strictObject({ project: id }),
  query: z.strictObject({
    kind: z.enum(ownWorkKinds).default("all"),
    /** `next` of the previous page. */
    after: id.optional(),
  }),
  reply: z.strictObject({ images: z.array(ownWork), next: id.nullable() }),
});
export type OwnWork = z.infer<typeof listOwnWork.reply>["images"][number];
