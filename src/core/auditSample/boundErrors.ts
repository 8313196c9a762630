import { combineIntervals, type WeightedEstimate } from "../../stats/intervals/combineIntervals.ts";
import { finiteTotalInterval } from "../../stats/intervals/finiteTotalInterval.ts";
import type { Interval } from "../../stats/intervals/interval.ts";
import { finiteCountInterval } from "../../stats/intervals/shares/finiteCountInterval.ts";
import { spendAlpha } from "../../stats/intervals/spendAlpha.ts";

/** What an audit counts on an image: labels that the release lacks, and labels that it should not have. */
export const errorKinds = ["missing", "wrong"] as const;
export type ErrorKind = (typeof errorKinds)[number];

/** A stratum of the images of a release, and what was found on those of the sample. */
export interface AuditedStratum {
  stratum: string;
  images: number;
  /** The greatest number of labels that one of them has, where it is known: no more can be wrong. */
  mostLabels?: number | undefined;
  /** The audited images, each with how many labels are missing and how many are wrong. */
  audited: readonly Record<ErrorKind, number>[];
}

/** A number among all images of a release or of a stratum, estimated from a sample. */
export interface Bounded {
  /** In the sample. */
  found: number;
  /** Null where a stratum has no audited image. */
  estimate: number | null;
  /** Holds with the stated confidence, for the images as they are and not for others like them. */
  interval: Interval | null;
  /** The same, a share of the images or a number per image. */
  perImage: number | null;
  perImageInterval: Interval | null;
  /** Only where nothing can be estimated. */
  reason?: string | undefined;
}

export interface ErrorBounds {
  images: number;
  audited: number;
  /** Images that lack at least one label. */
  imagesMissing: Bounded;
  /** Images that have at least one wrong label. */
  imagesWrong: Bounded;
  /** Labels that images lack, at most `maxPerImage` counted of each. */
  labelsMissing: Bounded;
  /** Wrong labels, likewise. */
  labelsWrong: Bounded;
}

export interface CertifiedErrors {
  whole: ErrorBounds;
  strata: (ErrorBounds & { stratum: string })[];
  /** How often the bounds of a number may miss it, at this look and at all. */
  alpha: number;
  look: number;
  looks: number;
  maxPerImage: number;
  /** Audited images with more errors of one kind than are counted. */
  cut: number;
}

export interface BoundingRules {
  /** How many looks at the growing sample were planned, and which one this is; 1 of 1 by default. */
  looks?: number;
  look?: number;
  /** How many errors of a kind are counted of an image at most. */
  maxPerImage?: number;
}

export const defaultMaxPerImage = 3;

/**
 * How many labels a release lacks and how many are wrong, from a stratified random sample of its images without
 * replacement, whose labels were made anew. In a stratum the bounds of images are exact (`finiteCountInterval`), those of
 * labels are put together from exact ones (`finiteTotalInterval`); those of the whole are put together from the strata's
 * (`combineIntervals`). Each number has its own bounds: not all of them hold at once with the same confidence.
 */
export function boundErrors(
  strata: readonly AuditedStratum[],
  { looks = 1, look = looks, maxPerImage = defaultMaxPerImage }: BoundingRules = {},
): CertifiedErrors {
  const alpha = spendAlpha(look, looks);
  const found = strata.map((stratum) => boundStratum(stratum, alpha, maxPerImage));
  const images = found.reduce((sum, { bounds }) => sum + bounds.images, 0);
  const audited = found.reduce((sum, { bounds }) => sum + bounds.audited, 0);
  const whole = (quantity: Quantity) =>
    joinStrata(
      found.map(({ bounds }) => bounds[quantity]),
      images,
    );
  return {
    whole: {
      images,
      audited,
      imagesMissing: whole("imagesMissing"),
      imagesWrong: whole("imagesWrong"),
      labelsMissing: whole("labelsMissing"),
      labelsWrong: whole("labelsWrong"),
    },
    strata: found.map(({ stratum, bounds }) => ({ stratum, ...bounds })),
    alpha,
    look,
    looks,
    maxPerImage,
    cut: found.reduce((sum, { cut }) => sum + cut, 0),
  };
}

type Quantity = "imagesMissing" | "imagesWrong" | "labelsMissing" | "labelsWrong";

function boundStratum({ stratum, images, audited, mostLabels }: AuditedStratum, alpha: number, max: number) {
  const histogram = (kind: ErrorKind, most: number) => {
    const counts = new Array<number>(most + 1).fill(0);
    for (const image of audited) counts[Math.min(image[kind], most)]!++;
    return counts;
  };
  const [missing, wrong] = [histogram("missing", max), histogram("wrong", Math.min(max, mostLabels ?? max))];
  const bounds: ErrorBounds = {
    images,
    audited: audited.length,
    imagesMissing: boundImages(images, missing, alpha),
    imagesWrong: boundImages(images, wrong, alpha),
    labelsMissing: boundLabels(images, missing, alpha),
    labelsWrong: boundLabels(images, wrong, alpha),
  };
  return {
    stratum,
    bounds,
    cut: audited.filter(({ missing, wrong }) => Math.max(missing, wrong) > max).length,
  };
}

function boundImages(images: number, histogram: readonly number[], alpha: number): Bounded {
  const sampled = histogram.reduce((sum, count) => sum + count, 0);
  const found = sampled - histogram[0]!;
  // Where no image can have any, there is no uncertainty.
  const bound = (): Interval =>
    histogram.length === 1 ? [0, 0] : finiteCountInterval(images, sampled, found, alpha);
  return scale(images, sampled, found, bound);
}

function boundLabels(images: number, histogram: readonly number[], alpha: number): Bounded {
  const sampled = histogram.reduce((sum, count) => sum + count, 0);
  const found = histogram.reduce((sum, count, value) => sum + count * value, 0);
  return scale(images, sampled, found, () => finiteTotalInterval(images, histogram, alpha));
}

function scale(images: number, sampled: number, found: number, bound: () => Interval | null): Bounded {
  if (sampled === 0) return unknown(found, "none of its images was audited");
  return perImage(found, (images * found) / sampled, bound()!, images);
}

function joinStrata(parts: readonly Bounded[], images: number): Bounded {
  const found = parts.reduce((sum, part) => sum + part.found, 0);
  if (images === 0) return unknown(found, "there are no images");
  const known = parts.flatMap(({ estimate, interval }): WeightedEstimate[] =>
    estimate === null || interval === null ? [] : [{ weight: 1, value: estimate, interval }],
  );
  if (known.length < parts.length) return unknown(found, "a stratum has no audited image");
  const estimate = known.reduce((sum, { value }) => sum + value, 0);
  const [low, high] = combineIntervals(known);
  // Errors found certainly exist; labels judged right are certainly no errors.
  const most = known.reduce((sum, { interval }) => sum + interval[1], 0);
  return perImage(found, estimate, [Math.max(found, low), Math.min(high, most)], images);
}

const perImage = (found: number, estimate: number, interval: Interval, images: number): Bounded => ({
  found,
  estimate,
  interval,
  perImage: estimate / images,
  perImageInterval: [interval[0] / images, interval[1] / images],
});

const unknown = (found: number, reason: string): Bounded => ({
  found,
  estimate: null,
  interval: null,
  perImage: null,
  perImageInterval: null,
  reason,
});
