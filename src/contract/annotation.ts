import { z } from "zod";
import { origins } from "../core/decision.ts";
import { endpoint, id } from "./endpoint.ts";
import { workPosition } from "./work.ts";

const limits = { comment: 4000, reason: 500, cards: 500, day: 24 * 3600 * 1000 };

/** A label as it stands on a person's page: what they did with it, and for how long they saw it. */
export const draftCard = z.strictObject({
  label: z.int().nonnegative(),
  /** null: neither ticked nor unsure. "no" is made from it on submit if the card was shown. */
  answer: z.enum(["yes", "unsure"]).nullable(),
  how: z.enum(origins),
  position: z.int().nonnegative(),
  shownMs: z.int().nonnegative().max(limits.day),
});
export type DraftCard = z.infer<typeof draftCard>;

/** All that a person's page holds of one image. */
export const annotationDraft = z.strictObject({
  cards: z.array(draftCard).max(limits.cards),
  /** Groups opened, counted from 0. */
  groupsOpened: z.array(z.int().nonnegative()).max(limits.cards),
  noneOfThese: z.boolean(),
  comment: z.string().max(limits.comment),
  /** The reason given to the lead, or null. */
  flag: z.string().max(limits.reason).nullable(),
  /** Milliseconds of work on the image, idle time left out. */
  activeMs: z.int().nonnegative().max(limits.day),
});
export type AnnotationDraft = z.infer<typeof annotationDraft>;

export const saved = z.strictObject({
  assignment: id,
  revision: z.int(),
  state: z.enum(["open", "submitted", "skipped", "blocked"]),
  /** The image had all its annotators already: kept in the history, not counted. */
  extra: z.boolean(),
});
export type Saved = z.infer<typeof saved>;

export const saveReply = z.strictObject({
  saved,
  /** Where the work goes on; null for a draft. */
  next: workPosition.nullable(),
});
export type SaveReply = z.infer<typeof saveReply>;

export const saveAnnotationBody = z.strictObject({
  /** Chosen by the page, unique per person: sending it again changes nothing and answers the same. */
  operation: id,
  /** The revision that the page built on; 0 where nothing was saved yet. */
  revision: z.int().nonnegative(),
  /** "draft" on a submitted annotation takes the submission back. */
  state: z.enum(["draft", "submitted"]),
  annotation: annotationDraft,
});
export type SaveAnnotationBody = z.infer<typeof saveAnnotationBody>;

export const saveAnnotation = endpoint({
  method: "PUT",
  path: "/api/assignments/:assignment/annotation",
  summary: "Save a draft, submit, or take a submission back",
  params: z.strictObject({ assignment: id }),
  body: saveAnnotationBody,
  reply: saveReply,
});

export const skipAssignment = endpoint({
  method: "POST",
  path: "/api/assignments/:assignment/skip",
  summary: "Put an image off: it comes back last; a second time it waits for the lead",
  params: z.strictObject({ assignment: id }),
  body: z.strictObject({ operation: id, reason: z.string().trim().min(1).max(limits.reason) }),
  reply: saveReply,
});
