import { z } from "zod";

/** Number types in which an image can be passed. */
export const inputTypes = [
  "float32",
  "float16",
  "float64",
  "uint8",
  "int8",
  "uint16",
  "int16",
  "int32",
  "int64",
] as const;

const share = z.number().min(0).max(1);

/** How often a model with its card found known labels when it was added. */
const modelMeasurement = z.strictObject({
  at: z.iso.datetime(),
  data: z.string(),
  images: z.int().nonnegative(),
  /** Shares of images; null where nothing was measured. */
  top1: share.nullable(),
  top20: share.nullable(),
  /** The same for answers unrelated to the images. */
  chance1: share.nullable(),
  chance20: share.nullable(),
  /** near-chance: it was added all the same. */
  verdict: z.enum(["above-chance", "near-chance", "not-measured"]),
  /** Why it was not measured. */
  reason: z.string().nullable(),
});

export type ModelMeasurement = z.infer<typeof modelMeasurement>;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** How an image-text model compares the vector of an image with those of labels. */
const modelHead = z.strictObject({
  kind: z.literal("image-text"),
  /** softmax of scale * cosine + bias over all labels; or sigmoid of the same, by each label. */
  scores: z.enum(["softmax", "sigmoid"]),
  scale: z.number().positive(),
  bias: z.number(),
  /** For a classifier made from label vectors: hashes of the image tower's file and of the vectors as used. */
  tower: sha256.optional(),
  vectors: sha256.optional(),
});

export type ModelHead = z.infer<typeof modelHead>;

/** How a classifier describes itself: everything that affects its numbers, and where it comes from. */
export const modelCard = z
  .strictObject({
    name: z.string().min(1),
    title: z.string().min(1),
    description: z.string(),
    source: z.string(),
    licence: z.string(),
    /** The ONNX file, relative to the card. */
    file: z.string().min(1),
    sha256,
    labelSpace: z.string(),
    input: z.strictObject({
      name: z.string(),
      layout: z.enum(["NCHW", "NHWC"]),
      type: z.enum(inputTypes),
      /** Pixels. */
      width: z.int().positive(),
      height: z.int().positive(),
      channelOrder: z.enum(["RGB", "BGR"]),
    }),
    preprocessing: z.strictObject({
      /** center: the shorter side is scaled, then the middle is cut out; squash: both sides are scaled. */
      crop: z.enum(["center", "squash"]),
      cropFraction: z.number().gt(0).max(1),
      interpolation: z.enum(["bicubic", "bilinear"]),
      /** The greatest pixel value before mean and std are applied. */
      range: z.union([z.literal(1), z.literal(255)]),
      mean: z.tuple([z.number(), z.number(), z.number()]),
      std: z.tuple([z.number(), z.number(), z.number()]),
    }),
    output: z.strictObject({
      name: z.string(),
      /**
       * logits go through a softmax; probabilities lie between 0 and 1 and stay, whether or not they sum to 1; a vector is
       * no score: an image tower's, to be compared with vectors of labels.
       */
      kind: z.enum(["logits", "probabilities", "vector"]),
      classes: z.int().positive(),
      /** Number of outputs before label 0 (1 if the model has a background class). */
      offset: z.int().nonnegative(),
    }),
    /** For image-text models only. */
    head: modelHead.optional(),
    /** What the model sees in an image, as numbers from which its last layer makes the scores. */
    embedding: z
      .strictObject({
        /** A tensor of the graph; it need not be one of its outputs. */
        output: z.string().min(1),
        /** Number of values per image. */
        size: z.int().positive().max(65_536),
      })
      .optional(),
    accuracy: z.array(
      z.strictObject({
        data: z.string(),
        images: z.int().positive(),
        /** Shares between 0 and 1. */
        top1: z.number(),
        top20: z.number(),
        measured: z.string(),
        how: z.string(),
      }),
    ),
    /** Absent in a card that was not added. */
    measured: modelMeasurement.optional(),
  })
  .refine(({ output, head }) => output.kind !== "vector" || head !== undefined, { path: ["head"] });

export type ModelCard = z.infer<typeof modelCard>;
