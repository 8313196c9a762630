import type { ReleaseAudit } from "../../contract/releases/releaseAudit.ts";

const quantities = {
  imagesMissing: ["images_that_lack_a_label", "images that lack a label"],
  imagesWrong: ["images_with_a_wrong_label", "images with a wrong label"],
  labelsMissing: ["labels_missing", "labels missing"],
  labelsWrong: ["labels_wrong", "labels wrong"],
} as const;

const names = Object.keys(quantities) as (keyof typeof quantities)[];

/** The confidence level of each pair of bounds by itself. */
const level = 0.95;

/** How labels were judged, and what no sampling can show. */
export const judgedBy =
  "Two experts labelled each image of the sample anew, from blank; their differences were settled, and labels that neither had named were asked about once more. Of what all of them overlooked, a label that the release lacks is in no number, and one that it has counts as wrong.";

/**
 * How many labels of a release are missing and how many are wrong, for file formats with metadata. Numbers are for the
 * whole release; bounds hold for its images and are rounded outwards to whole numbers.
 */
export function labelErrors({ drawn, done, looks, progress, bounds, reason }: ReleaseAudit) {
  if (bounds === null) return { drawn, finished: done, reason };
  const { whole, look, maxPerImage } = bounds;
  return {
    nominal_level: level,
    population: whole.images,
    sample: whole.audited,
    not_judged: progress.notJudged,
    ...{ look, looks, max_counted_per_image: maxPerImage },
    ...Object.fromEntries(
      names.map((name) => {
        const { estimate, interval, reason } = whole[name];
        const told =
          estimate === null || interval === null
            ? { reason }
            : { estimate, low: Math.floor(interval[0]), high: Math.ceil(interval[1]) };
        return [quantities[name][0], told];
      }),
    ),
    judged_by: judgedBy,
  };
}

/** The same in words. */
export function tellLabelErrors(audit: ReleaseAudit): string {
  const { drawn, done, bounds, reason } = audit;
  if (bounds === null)
    return `How many labels are missing and wrong cannot be said yet: of ${drawn} images drawn for an audit, ${done} are finished.${reason ? ` ${reason.charAt(0).toUpperCase()}${reason.slice(1)}.` : ""}`;
  const { whole } = bounds;
  const told = names.map((name) => {
    const { estimate, interval } = whole[name];
    const what = quantities[name][1];
    if (estimate === null || interval === null) return `${what}: unknown`;
    return `${what}: ${Math.round(estimate)} (${Math.floor(interval[0])} to ${Math.ceil(interval[1])})`;
  });
  return `By an audit of ${whole.audited} of ${whole.images} images, drawn at random by strata: ${told.join("; ")}. Bounds hold with ${100 * level} % confidence, each by itself. ${judgedBy}`;
}
