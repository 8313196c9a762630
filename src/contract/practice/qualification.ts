import { z } from "zod";
import { goldVerdicts, knownAnswers } from "../../core/gold/scoreGold.ts";
import { endpoint, id } from "../endpoint.ts";
import { annotationDraft } from "../tasks/annotationDraft.ts";
import { assignmentView } from "../tasks/work.ts";
import { attempt, standing } from "./standing.ts";

const params = z.strictObject({ project: id });
const nothing = z.strictObject({}).nullish();

/** Labels as judged by core/gold/scoreGold: known answers are shown for practice images only, after submission. */
const verdicts = z.array(
  z.strictObject({
    label: z.int(),
    /** null if no expert was shown it. */
    known: z.enum(knownAnswers).nullable(),
    verdict: z.enum(goldVerdicts),
  }),
);
export type Verdicts = z.infer<typeof verdicts>;

const qualification = z.strictObject({
  standing,
  /** The images of this attempt, in their order. */
  answers: z.array(
    z.strictObject({
      id,
      thumbnailUrl: z.string(),
      /** Whether nothing was missed or wrong; null before submission. */
      exact: z.boolean().nullable(),
    }),
  ),
  /** The image to practise on next. */
  current: assignmentView.nullable(),
});
export type Qualification = z.infer<typeof qualification>;

export const getQualification = endpoint({
  name: "getQualification",
  method: "GET",
  path: "/api/projects/:project/qualification",
  summary: "Whether the person signed in may annotate, and the practice image to go on with",
  params,
  reply: qualification,
});

export const beginPractice = endpoint({
  name: "beginPractice",
  method: "POST",
  path: "/api/projects/:project/qualification",
  summary: "Begin an attempt at the practice images",
  params,
  body: nothing,
  reply: qualification,
});

const ofAnswer = z.strictObject({ project: id, answer: id });

export const getPracticeAnswer = endpoint({
  name: "getPracticeAnswer",
  method: "GET",
  path: "/api/projects/:project/qualification/answers/:answer",
  summary: "A practice image of the person signed in, with the known answers once it is submitted",
  params: ofAnswer,
  reply: z.strictObject({ view: assignmentView, verdicts: verdicts.nullable() }),
});

export const savePractice = endpoint({
  name: "savePractice",
  method: "PUT",
  path: "/api/projects/:project/qualification/answers/:answer",
  summary: "Save a practice image as a draft, or submit it and learn the known answers",
  params: ofAnswer,
  body: z.strictObject({ state: z.enum(["draft", "submitted"]), annotation: annotationDraft }),
  /** null for a draft. */
  reply: z.strictObject({ feedback: z.strictObject({ verdicts, qualification }).nullable() }),
});

/** Where a person stands, for leads. */
export const personQualification = z.strictObject({
  id,
  name: z.string(),
  standing,
  /** The lead who let them in; null if they passed. */
  qualified: z.strictObject({ at: z.iso.datetime(), by: z.string().nullable() }).nullable(),
  /** The oldest first, including those that no longer count. */
  attempts: z.array(attempt.extend({ isReset: z.boolean() })),
});
export type PersonQualification = z.infer<typeof personQualification>;

export const listQualifications = endpoint({
  name: "listQualifications",
  method: "GET",
  path: "/api/projects/:project/qualifications",
  summary: "The practice images, and who has passed practice",
  params,
  reply: z.strictObject({
    /** From the settings: whether annotators must pass before they work. */
    isAsked: z.boolean(),
    /** Number of practice images in an attempt, and of those whose labels are known. */
    images: z.int(),
    ready: z.int(),
    /** Annotators and everyone who has practised, by name. */
    people: z.array(personQualification),
  }),
});
export type Qualifications = z.infer<typeof listQualifications.reply>;

export const decideQualification = endpoint({
  name: "decideQualification",
  method: "PUT",
  path: "/api/projects/:project/people/:person/qualification",
  summary: "Let a person in without practice, close their work again, or give them their attempts anew",
  params: z.strictObject({ project: id, person: id }),
  body: z.strictObject({ decision: z.enum(["let-in", "close", "reset"]) }),
  reply: personQualification,
});
export type QualificationDecision = z.input<typeof decideQualification.body>["decision"];
