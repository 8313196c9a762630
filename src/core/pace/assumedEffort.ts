import type { Range } from "../range.ts";
import type { Stage } from "../tasks/stage.ts";

/**
 * Where a project has measured nothing yet. The seconds are guesses with a wide margin, and are called so wherever they
 * are shown; the share of images that needed an expert was 6,425 of 10,000 in the published project.
 *
 * @see arXiv 2401.17736: five experts refined 1,285 images each
 */
export const assumedSeconds: Readonly<Record<Stage, Range>> = {
  annotate: { low: 15, likely: 30, high: 60 },
  refine: { low: 15, likely: 30, high: 60 },
  vote: { low: 15, likely: 30, high: 60 },
  classify: { low: 10, likely: 20, high: 40 },
  "classify-after": { low: 10, likely: 20, high: 40 },
  "label-anew": { low: 60, likely: 120, high: 240 },
};
export const publishedRefineShare: Range = { low: 0.4, likely: 0.6425, high: 0.8 };
