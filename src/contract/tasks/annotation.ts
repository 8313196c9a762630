import { z } from "zod";
import { endpoint, id } from "../endpoint.ts";
import { annotationDraft } from "./annotationDraft.ts";
import { assignmentView, workPosition } from "./work.ts";

const longestReason = 500;

export const saved = z.strictObject({
  assignment: id,
  revision: z.int(),
  state: z.enum(["open", "submitted", "skipped", "blocked"]),
  /** Whether the image already had all its annotators: this answer is kept in the history, not counted. */
  extra: z.boolean(),
});
export type Saved = z.infer<typeof saved>;

/** The `details` of a failure "conflict" or "locked": what is stored. */
export const storedAnnotation = z.strictObject({ saved, draft: annotationDraft.nullable() });
export type StoredAnnotation = z.infer<typeof storedAnnotation>;

export const saveReply = z.strictObject({
  saved,
  /** Where the work continues, with a few images ahead; null for a draft. */
  next: workPosition.nullable(),
});
export type SaveReply = z.infer<typeof saveReply>;

/** More than a page ever holds. */
const maxHeld = 500;

/**
 * The images ahead that the page holds, each with the revision that it knows: the reply names them, and leaves out their
 * pages, unless they changed.
 */
const holds = z
  .record(id, z.int().nonnegative())
  .refine((held) => Object.keys(held).length <= maxHeld, `it names at most ${maxHeld} images`)
  .optional();

export const saveAnnotationBody = z.strictObject({
  /** Chosen by the page, unique per person: repeating it changes nothing and gets the same answer. */
  operation: id,
  /** The revision that the page built on; 0 if nothing was saved yet. */
  revision: z.int().nonnegative(),
  /** "draft" on a submitted annotation takes the submission back; on a skipped one it opens it again. */
  state: z.enum(["draft", "submitted"]),
  annotation: annotationDraft,
  holds,
});
export type SaveAnnotationBody = z.infer<typeof saveAnnotationBody>;

export const saveAnnotation = endpoint({
  name: "saveAnnotation",
  method: "PUT",
  path: "/api/assignments/:assignment/annotation",
  summary: "Save a draft, submit, or take a submission back",
  params: z.strictObject({ assignment: id }),
  body: saveAnnotationBody,
  reply: saveReply,
});

export const revealOriginal = endpoint({
  name: "revealOriginal",
  method: "POST",
  path: "/api/assignments/:assignment/reveal",
  summary: "Show an expert the original label and the scores, after their decisions are saved",
  params: z.strictObject({ assignment: id }),
  /** The revision that holds the decisions. */
  body: z.strictObject({ revision: z.int().nonnegative() }),
  reply: assignmentView,
});

export const skipAssignmentBody = z.strictObject({
  operation: id,
  reason: z.string().trim().min(1).max(longestReason),
  holds,
});
export type SkipAssignmentBody = z.infer<typeof skipAssignmentBody>;

export const skipAssignment = endpoint({
  name: "skipAssignment",
  method: "POST",
  path: "/api/assignments/:assignment/skip",
  summary: "Put an image off: it comes back last; a second time it waits for the lead",
  params: z.strictObject({ assignment: id }),
  body: skipAssignmentBody,
  reply: saveReply,
});
