import { z } from "zod";
import type { Evaluation } from "../core/evaluation/evaluation.ts";
import type { SeenByPeople } from "../core/evaluation/evaluationRecord.ts";
import { endpoint, id } from "./endpoint.ts";
import { imageList, listQuery } from "./images/findingImages.ts";

/** The number of a release, or the final labels so far; the newest release by default. */
export const evaluatedBy = z
  .string()
  .regex(/^(so-far|[1-9]\d{0,8})$/)
  .optional();

/** See core/evaluation/evaluation, which describes each number; the report's summary.json holds the same. */
const evaluation = z.unknown() as unknown as z.ZodType<Evaluation | null>;

/** See core/evaluation/evaluationRecord; also in summary.json. */
const seen = z.unknown() as unknown as z.ZodType<SeenByPeople>;

export const projectEvaluation = z.strictObject({
  images: z.strictObject({
    /** Images that have labels to evaluate by. */
    labelled: z.int(),
    /** Those of them that every evaluated model predicted. */
    evaluated: z.int(),
  }),
  /** All models with predictions of the project, by name. */
  models: z.array(
    z.strictObject({
      id,
      /** As the evaluation names it. */
      name: z.string(),
      /** Number of images with labels that it predicted. */
      predicted: z.int(),
      /** Whether it is evaluated; other models predicted too few images. */
      evaluated: z.boolean(),
    }),
  ),
  /** null if no model can be evaluated. */
  evaluation,
  /** With the final labels so far: what people saw, said and thought about the images, as far as they were asked. */
  seen,
});
export type ProjectEvaluation = z.infer<typeof projectEvaluation>;

export const getEvaluation = endpoint({
  name: "getEvaluation",
  method: "GET",
  path: "/api/projects/:project/evaluation",
  summary: "A project's models, evaluated by its labels",
  params: z.strictObject({ project: id }),
  query: z.strictObject({
    by: evaluatedBy,
    /** Minimum number of images for a number of labels to count in ASMA. */
    minimum: z.coerce.number().int().min(1).max(100_000).optional(),
    /** Images with at least this many labels form one group of ASMA. */
    cap: z.coerce.number().int().min(1).max(1000).optional(),
  }),
  reply: z.strictObject({
    /** Newest first. */
    releases: z.array(z.strictObject({ number: z.int(), name: z.string() })),
    /** Whose labels evaluate; null for the final labels so far. */
    release: z.int().nullable(),
    /** null while it is computed for the first time: ask again. */
    report: projectEvaluation.nullable(),
    /** When it was computed, and how many seconds that took. */
    at: z.iso.datetime(),
    seconds: z.number(),
    /** Reflects labels and predictions as they are now; otherwise a newer report follows. */
    isCurrent: z.boolean(),
  }),
});

export const listEvaluationImages = endpoint({
  name: "listEvaluationImages",
  method: "GET",
  path: "/api/projects/:project/evaluation/images/:list",
  summary: "The images behind a number of the evaluation",
  params: z.strictObject({
    project: id,
    /** See core/evaluation/listEvaluated for the names. */
    list: z.string().min(1).max(200),
  }),
  query: listQuery.extend({ by: evaluatedBy }),
  reply: imageList,
});
