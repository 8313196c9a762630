import { z } from "zod";
import { origins } from "../../core/tasks/decision.ts";

const limits = { comment: 4000, reason: 500, cards: 500, day: 24 * 3600 * 1000 };

/** A label on a person's page: what they did with it, and how long they saw it. */
export const draftCard = z.strictObject({
  label: z.int().nonnegative(),
  /**
   * null: neither ticked nor unsure; on submit it becomes "no" if the card was shown. "no" itself is said to a question,
   * and in refinement of a disputed label.
   */
  answer: z.enum(["yes", "no", "unsure"]).nullable(),
  how: z.enum(origins),
  position: z.int().nonnegative(),
  shownMs: z.int().nonnegative().max(limits.day),
  /** Why an expert kept or removed a disputed label. */
  reason: z.string().trim().min(1).max(limits.reason).optional(),
  /** Whether its object is the image's main one: true for one ticked card, if that is asked. */
  main: z.literal(true).optional(),
});
export type DraftCard = z.infer<typeof draftCard>;

/** Everything a person's page holds about one image. */
export const annotationDraft = z.strictObject({
  cards: z.array(draftCard).max(limits.cards),
  /** Groups opened, counted from 0. */
  groupsOpened: z.array(z.int().nonnegative()).max(limits.cards),
  /** Those of them that the person opened only because the page required it before submitting. */
  groupsForced: z.array(z.int().nonnegative()).max(limits.cards).optional(),
  noneOfThese: z.boolean(),
  /** Whether the person searched for labels without a card, if that is asked. */
  searched: z.literal(true).optional(),
  comment: z.string().max(limits.comment),
  /** The reason given to the lead, or null. */
  flag: z.string().max(limits.reason).nullable(),
  /** Milliseconds of work on the image, idle time left out. */
  activeMs: z.int().nonnegative().max(limits.day),
});
export type AnnotationDraft = z.infer<typeof annotationDraft>;
