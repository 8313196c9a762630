import { z } from "zod";
import { labelCountGroups } from "../../core/evaluation/ranking/rankModels.ts";
import { endpoint, id } from "../endpoint.ts";

const interval = z.tuple([z.number(), z.number()]).nullable();
const evaluatedShare = z.strictObject({
  count: z.int(),
  total: z.int(),
  /** Between 0 and 1; null where `total` is 0. */
  share: z.number().nullable(),
  /** 95 %, see stats/shareInterval. */
  interval,
  /** Only where the share is null. */
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
  /** Only where values of the curves are null. */
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
      /** Among those compared; the others predicted too few of the final images. */
      compared: z.boolean(),
    }),
  ),
  /** On the final images that all compared models predicted; null where there is nothing to compare by. */
  comparison: modelComparison.nullable(),
});
export type ProjectModels = z.infer<typeof projectModels>;

/** What learned the images' own labels, and how often a label of an image is among the first k, out of fold. */
const learnedProbe = z.strictObject({
  name: z.string(),
  at: z.iso.datetime(),
  /** The model whose embeddings it learned from. */
  embeddings: z.string(),
  /** That it learned from, and those of them whose labels people decided. */
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
    /** null: being computed for the first time. Ask again. */
    report: projectModels.nullable(),
    /** The newest first. */
    probes: z.array(learnedProbe),
    /** Made from labels and predictions as they are now; otherwise a newer report follows. */
    isCurrent: z.boolean(),
  }),
});
