import { z } from "zod";
import { qualificationStates } from "../../core/practice/qualification.ts";
import { share } from "../project/overview.ts";

/** A person's attempt at passing practice. */
export const attempt = z.strictObject({
  number: z.int(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  /** null while under way. */
  passed: z.boolean().nullable(),
  /** The minimum share of right labels to pass. */
  mark: z.number(),
  images: z.int(),
  done: z.int(),
  /** Images whose answers the person had seen in an earlier attempt. */
  seenBefore: z.int(),
  /**
   * Labels that are right, of those that the images have or that were chosen; labels that could go either way count as
   * neither. The interval takes labels for independent, which those of one image are not quite.
   */
  score: share,
});
export type Attempt = z.infer<typeof attempt>;

/** Where a person stands with practice. */
export const standing = z.strictObject({
  state: z.enum(qualificationStates),
  /** Practice images of an attempt. */
  images: z.int(),
  mark: z.number(),
  /** Attempts that a person has, and those that they have used. */
  attempts: z.int(),
  used: z.int(),
  /** The attempt under way, or else the last one. */
  attempt: attempt.nullable(),
});
export type Standing = z.infer<typeof standing>;
