import { z } from "zod";

const interval = z.tuple([z.number(), z.number()]).nullable();

const bounded = z.strictObject({
  found: z.int(),
  estimate: z.number().nullable(),
  interval,
  /** A share of the images, or a number per image. */
  perImage: z.number().nullable(),
  perImageInterval: interval,
  reason: z.string().optional(),
});

const errorBounds = {
  images: z.int(),
  audited: z.int(),
  imagesMissing: bounded,
  imagesWrong: bounded,
  labelsMissing: bounded,
  labelsWrong: bounded,
};

/** How many labels a release lacks and how many are wrong, estimated from an audit sample. */
export const releaseAudit = z.strictObject({
  /** Drawn images, and those whose labels were made anew. */
  drawn: z.int(),
  done: z.int(),
  looks: z.int(),
  /** The drawn images by progress. */
  progress: z.strictObject({
    /** Labelled by nobody yet, and by one expert. */
    none: z.int(),
    one: z.int(),
    /** Labelled by two who differ, or one of whom could not judge it. */
    toSettle: z.int(),
    /** Labelled alike by two, settled between them, or imported from a file. */
    alike: z.int(),
    settled: z.int(),
    /** Images nobody can judge: the bounds assume the worst. */
    notJudged: z.int(),
  }),
  /** The bounds, or why there are none yet. */
  bounds: z
    .strictObject({
      whole: z.strictObject(errorBounds),
      strata: z.array(z.strictObject({ stratum: z.string(), ...errorBounds })),
      look: z.int(),
      maxPerImage: z.int(),
      /** Audited images with more errors of a kind than are counted per image. */
      cut: z.int(),
    })
    .nullable(),
  reason: z.string().optional(),
});
export type ReleaseAudit = z.infer<typeof releaseAudit>;
