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

/** What an earlier annotator did with a label: a letter stands for a person, drawn anew for each image. */
const mark = z.strictObject({
  who: z.string(),
  answer: z.enum(["yes", "no", "unsure", "not-shown"]),
});

/** What an expert, and nobody before them, sees of a label. */
const refinementOfLabel = z.strictObject({
  marks: z.array(mark),
  /** This and the next two are left out as long as they are hidden. */
  original: z.boolean().optional(),
  proposed: z.boolean().optional(),
  /** The model's probability (of several models, combined); null where there is none. */
  score: z.number().nullable().optional(),
  prechecked: z.boolean(),
  disputed: z.boolean(),
});

const card = z.strictObject({
  label: z.int().nonnegative(),
  how: z.enum(origins),
  /** Needs a yes or a no: a question about a label that somebody found; in refinement, a disputed label. */
  decide: z.boolean().optional(),
  refinement: refinementOfLabel.optional(),
});
export type Card = z.infer<typeof card>;

const refinement = z.strictObject({
  /** Nothing is ticked, and the annotators' answers are not shown. */
  blank: z.boolean(),
  /** Of a gold image: what its expert says is what annotators are measured by. */
  gold: z.boolean(),
  /** The original label and the scores are not shown yet: they are revealed after the decisions. */
  hidden: z.boolean(),
  /** Each decision on a disputed label needs a reason. */
  reasonOnDecision: z.boolean(),
  reasons: z.array(z.enum(disagreementReasons)),
  /** The earlier annotators: what each chose (yes), was unsure of, and wrote. */
  annotators: z.array(
    z.strictObject({
      who: z.string(),
      yes: z.array(z.int()),
      unsure: z.array(z.int()),
      comment: z.string(),
    }),
  ),
  /** After the image had ended with no label: what its reviewers found in it, and wrote. */
  found: z.array(z.strictObject({ label: z.int(), comment: z.string() })),
});

/** One image to work on. In stage "annotate" it holds neither scores nor the original label nor others' answers. */
export const assignmentView = z.strictObject({
  id,
  project: id,
  stage: z.enum(stages),
  state: z.enum(["open", "submitted", "skipped", "blocked"]),
  revision: z.int(),
  /** No longer editable: its refinement was opened, or a release holds it. */
  locked: z.boolean(),
  image: imageOnPage,
  groupSize: z.int().positive(),
  /** A card counts as shown once it was on screen for this many milliseconds. */
  shownAfterMs: z.int().nonnegative(),
  /** A refinement that changes the pre-checked answers needs a comment. */
  commentOnChange: z.boolean(),
  /** Every group must be opened before submitting. */
  allGroups: z.boolean(),
  /** Only these cards can be answered: none is added by search. */
  closed: z.boolean().optional(),
  /** Each ticked label is of an object of its own, and one of them is marked as the main one; of closed cards nobody is unsure. */
  asksMain: z.boolean().optional(),
  /** Labels that no card has are searched for before submitting. */
  mustSearch: z.boolean().optional(),
  /** Of the exemplars that its cards show. */
  exemplarVersion: z.int().nonnegative(),
  cards: z.array(card),
  /** Each card is answered with yes, maybe or no. */
  ballot: z.boolean().optional(),
  refinement: refinement.optional(),
  /** What was last saved; null where nothing was. */
  draft: annotationDraft.nullable(),
  batch: z.int().nullable(),
  /** In a pilot: its answer counts toward nothing. */
  pilot: z.boolean(),
  previous: id.nullable(),
  next: id.nullable(),
});
export type AssignmentView = z.infer<typeof assignmentView>;

export const progress = z.strictObject({
  stage: z.enum(stages),
  done: z.int(),
  /** Known so far; in refinement it grows while annotators work. */
  total: z.int(),
  skipped: z.int(),
  blocked: z.int(),
});
export type Progress = z.infer<typeof progress>;

/** The image to work on now, those after it to load ahead, and how far the person is. */
export const workPosition = z.strictObject({
  /** All of these images in the order of work, also those whose pages are left out because the page holds them. */
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
    /** The no-label review; null for who is no expert. */
    review: reviewProgress.nullable(),
    /** Sheets of images about one label; null for who is no annotator. */
    sheets: sheetProgress.nullable(),
    /** Errors of models to rate; null for who is no expert. */
    errors: severityProgress.nullable(),
    /** Differences about the images of an audit sample; null for who is no expert. */
    differences: settlingProgress.nullable(),
    /** Whether practice comes before annotation; null for who is no annotator. */
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
    /** `next` of the page before. */
    after: id.optional(),
  }),
  reply: z.strictObject({ images: z.array(ownWork), next: id.nullable() }),
});
export type OwnWork = z.infer<typeof listOwnWork.reply>["images"][number];
