import { z } from "zod";
import { errorCauses, severities } from "../core/evaluation/errorSeverity.ts";
import { endpoint, id } from "./endpoint.ts";
import { evaluatedBy } from "./evaluation.ts";
import { imageOnPage } from "./images/image.ts";
import { share } from "./project/overview.ts";

const day = 24 * 3600 * 1000;
export const maxErrors = 5000;

const rating = z.strictObject({
  severity: z.enum(severities),
  /** null if the expert names none. */
  cause: z.enum(errorCauses).nullable(),
  comment: z.string().max(4000),
});
export type Rating = z.infer<typeof rating>;

/**
 * A model's first label for an image that is not among the image's labels. It reveals neither the model nor which others
 * made the same error.
 */
export const errorView = z.strictObject({
  id,
  project: id,
  revision: z.int(),
  image: imageOnPage,
  /** The predicted label, and the labels it holds. */
  label: z.int(),
  labels: z.array(z.int()),
  /** Of the exemplars of these labels. */
  exemplarVersion: z.int().nonnegative(),
  rating: rating.nullable(),
});
export type ErrorView = z.infer<typeof errorView>;

export const severityProgress = z.strictObject({
  /** Errors that this person rated. */
  done: z.int(),
  /** Errors that they could rate. */
  left: z.int(),
});
export type SeverityProgress = z.infer<typeof severityProgress>;

const position = z.strictObject({ current: errorView.nullable(), progress: severityProgress });
export type ErrorPosition = z.infer<typeof position>;

export const getNextError = endpoint({
  name: "getNextError",
  method: "GET",
  path: "/api/projects/:project/errors/next",
  summary: "The next error for the expert signed in to rate",
  params: z.strictObject({ project: id }),
  reply: position,
});

export const getError = endpoint({
  name: "getError",
  method: "GET",
  path: "/api/errors/:error",
  summary: "One error that the expert signed in has or rated",
  params: z.strictObject({ error: id }),
  reply: errorView,
});

export const rateErrorBody = rating.extend({
  /** Chosen by the page, unique per person: repeating it changes nothing and gets the same answer. */
  operation: id,
  /** The revision that the page built on; 0 before the first. */
  revision: z.int().nonnegative(),
  /** Milliseconds of work on it. */
  activeMs: z.int().nonnegative().max(day),
});
export type RateErrorBody = z.infer<typeof rateErrorBody>;

const rateErrorReply = z.strictObject({
  saved: z.strictObject({ error: id, revision: z.int() }),
  /** Where the work continues; null if that can no longer be said. */
  next: position.nullable(),
});
export type RateErrorReply = z.infer<typeof rateErrorReply>;

export const rateError = endpoint({
  name: "rateError",
  method: "PUT",
  path: "/api/errors/:error",
  summary: "Say how bad an error is, or say it anew",
  params: z.strictObject({ error: id }),
  body: rateErrorBody,
  reply: rateErrorReply,
});

export const listErrorSamples = endpoint({
  name: "listErrorSamples",
  method: "GET",
  path: "/api/projects/:project/errors/samples",
  summary: "The samples of models' errors, and how bad they are so far",
  params: z.strictObject({ project: id }),
  reply: z.strictObject({
    samples: z.array(
      z.strictObject({
        number: z.int(),
        model: z.string(),
        /** The release by whose labels they are errors; null for the labels so far. */
        release: z.int().nullable(),
        seed: z.int(),
        createdAt: z.iso.datetime(),
        /** Images with a valid label on which the model was wrong. */
        errors: share,
        /** Number of drawn errors that were rated. */
        rated: share,
        /** Of the rated ones. */
        severities: z.array(z.strictObject({ severity: z.enum(severities), share })),
        /** Major mistakes among all those images: the share of errors times the share of major ones. */
        major: z.strictObject({
          share: z.number().nullable(),
          interval: z.tuple([z.number(), z.number()]).nullable(),
          reason: z.string().exactOptional(),
        }),
      }),
    ),
    /** Experts of the project. */
    experts: z.int(),
  }),
});
export type ErrorSamples = z.infer<typeof listErrorSamples.reply>;

export const drawErrorSample = endpoint({
  name: "drawErrorSample",
  method: "POST",
  path: "/api/projects/:project/errors/samples",
  summary: "Draw a sample of a model's errors for experts to rate",
  params: z.strictObject({ project: id }),
  body: z.strictObject({
    model: id,
    by: evaluatedBy,
    /** Maximum number of errors drawn. */
    count: z.int().min(1).max(maxErrors),
    seed: z
      .int()
      .nonnegative()
      .max(2 ** 31 - 1),
  }),
  reply: z.strictObject({ number: z.int(), drawn: z.int(), errors: z.int() }),
});
