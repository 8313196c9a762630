import { z } from "zod";
import { id } from "../endpoint.ts";

/** The body is the file itself: JSON lines, a record per image. */
export const uploadPredictionsPath = "/api/projects/:project/predictions";

export const uploadPredictionsParams = z.strictObject({ project: id });

const yes = z.literal("yes").optional();
export const uploadPredictionsQuery = z.strictObject({
  /** What to call the model. */
  model: z.string().trim().min(1).max(100),
  /** Replace the predictions of this name. */
  replace: yes,
  /** Leave out images that the project lacks instead of refusing. */
  ignoreUnknown: yes,
  /** Store predictions that agree with the original labels no better than chance. */
  allowImplausible: yes,
});

/** In bytes. */
export const largestUpload = 256 * 2 ** 20;

export const uploadedPredictions = z.strictObject({
  model: z.string(),
  images: z.int(),
  /** Rows of images that the project lacks, left out on request. */
  ignored: z.int(),
  /** Images of the project without a row. */
  imagesWithout: z.int(),
  hasScores: z.boolean(),
  /** Whether they were there already, so that nothing changed. */
  alreadyThere: z.boolean(),
  /** How often the first label is the original one: shows whether rows and images match. */
  topIsOriginal: z.strictObject({ count: z.int(), total: z.int() }),
  /** Why rows and images do not seem to match, if that was allowed. */
  implausible: z.array(z.string()),
});
