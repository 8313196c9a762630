import { z } from "zod";
import { labelCountGroups } from "../../core/evaluation/ranking/rankModels.ts";
import { endpoint, id } from "../endpoint.ts";

const interval = z.tuple([z.number(), z.number()]).nullable();
const evaluatedShare = z.strictObject({
  count: z.int(),
  total: z.int(),
  /** Between 0 and 1; null if `total` is 0. */
  share: z.number().nullable(),
  /** 95 %, see stats/shareInterval. */
  interval,
  /** Why; only if the share is null. */
  reason: z.string().exactOptional(),
});
const rank = z.strictObject({ value: z.int().nullable(), interval, reason: z.string().exactOptional() });

/** Position 0 is k = 1. */
const curve = z.array(z.number().nullable());
const bounds = z.array(interval);
const curves = {
  real: evaluatedShare,
  recall: curve,
  recallInterval: bounds,
  recallMacro: curve,
  recallMacroInterval: bounds,
  precision: curve,
  precisionInterval: bounds,
  /** Why; only if values of the curves are null. */
  reason: z.string().exactOptional(),
};

const ensemble = z.strictObject({
  models: z.array(z.string()),
  k: z.int(),
  found: z.int(),
  total: z.int(),
  proposed: z.int(),
  recall: z.number(),
  precision: z.number(),
  labelsPerImage: z.number(),
  reachesTarget: z.boolean(),
});

/** See core/evaluation/ranking/makeComparison for what each number means. */
const modelComparison = z.strictObject({
  images: z.strictObject({ compared: z.int(), withLabels: z.int(), withOriginal: z.int() }),
  validLabels: z.int(),
  relative: z.boolean(),
  models: z.array(
    z.strictObject({
      model: z.string(),
      proposer: z.boolean(),
      rank,
      ...curves,
      top1: evaluatedShare,
      byLabelCount: z.array(z.strictObject({ labels: z.enum(labelCountGroups), images: z.int(), ...curves })),
    }),
  ),
  targetRecall: z.number(),
  ensembles: z.strictObject({
    best: ensemble.nullable(),
    bySize: z.array(ensemble),
    searched: z.array(z.string()),
    leftOut: z.array(z.string()),
  }),
});

export const projectModels = z.strictObject({
  /** Images that have their final labels. */
  finalImages: z.int(),
  /** Models with predictions of this project's images, by name. */
  models: z.array(
    z.strictObject({
      name: z.string(),
      proposer: z.boolean(),
      /** Final images that it predicted. */
      finalImages: z.int(),
      /** Whether it is compared; other models predicted too few final images. */
      compared: z.boolean(),
    }),
  ),
  /** On the final images that all compared models predicted; null if there is nothing to compare on. */
  comparison: modelComparison.nullable(),
});
export type ProjectModels = z.infer<typeof projectModels>;

/** A probe that learned the images' own labels, and how often an image's label is among its first k, out of fold. */
const learnedProbe = z.strictObject({
  name: z.string(),
  at: z.iso.datetime(),
  /** The model whose embeddings it learned from. */
  embeddings: z.string(),
  /** Images that it learned from, and those of them whose labels people decided. */
  images: z.int(),
  decided: z.int(),
  figures: z.array(
    z.strictObject({
      k: z.int(),
      found: z.int(),
      images: z.int(),
      share: z.number(),
      /** 95 %. */
      interval: z.tuple([z.number(), z.number()]),
    }),
  ),
});
export type LearnedProbe = z.infer<typeof learnedProbe>;

export const getModels = endpoint({
  name: "getModels",
  method: "GET",
  path: "/api/projects/:project/models",
  summary: "A project's models as proposers, evaluated by its final labels so far",
  params: z.strictObject({ project: id }),
  reply: z.strictObject({
    /** null while it is computed for the first time: ask again. */
    report: projectModels.nullable(),
    /** The newest first. */
    probes: z.array(learnedProbe),
    /** Reflects labels and predictions as they are now; otherwise a newer report follows. */
    isCurrent: z.boolean(),
  }),
});
