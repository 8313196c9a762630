import { z } from "zod";
import { id } from "../endpoint.ts";
import { share } from "../project/overview.ts";

export const containsStatuses = ["follow-up", "easy", "ambiguous", "mistake"] as const;

const rules = z.strictObject({
  /** Who answers more of the controls wrongly than this share is left out of the frequencies. */
  maxFailed: z.number().min(0).max(1),
  /** With fewer answers on its original label, an image is ambiguous. */
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
  /** Sheets answered, of those that are to be. */
  answers: share,
});

const person = z.strictObject({
  id,
  name: z.string(),
  sheets: z.int(),
  answers: z.int(),
  /** Of the controls they answered, wrong ones. */
  failed: share,
  /** Controls that hold the label and were not ticked; that do not hold it and were. */
  missed: z.int(),
  wrong: z.int(),
  /** More of them than may be: nothing of theirs is counted. */
  isDropped: z.boolean(),
  activeMs: z.int(),
});

/** What people said of images and labels. */
export const containsReport = z.strictObject({
  rules,
  plans: z.array(plan),
  people: z.array(person),
  /** Images that were asked about, and those of them with an answer that counts. */
  images: z.int(),
  answered: z.int(),
  /** Pairs of an image and a label with an answer that counts. */
  pairs: z.int(),
  /** Answers that count, and those left out with the people who failed controls. */
  answers: z.int(),
  answersLeftOut: z.int(),
  /** Of the images with an original label that have an answer; those without one have no status. */
  statuses: z.array(z.strictObject({ status: z.enum(containsStatuses), share })),
  withoutOriginal: z.int(),
});
export type ContainsReport = z.infer<typeof containsReport>;
