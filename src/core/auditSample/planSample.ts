import { combineIntervals } from "../../stats/intervals/combineIntervals.ts";
import { finiteCountInterval } from "../../stats/intervals/shares/finiteCountInterval.ts";
import { spendAlpha } from "../../stats/intervals/spendAlpha.ts";
import { type ErrorKind, errorKinds } from "./boundErrors.ts";

/** A stratum before it is audited: the share of its images that are thought to have an error of a kind. */
export interface ExpectedStratum extends Record<ErrorKind, number> {
  stratum: string;
  images: number;
}

export interface SamplePlan {
  /** [strata], in the order given. */
  sizes: number[];
  total: number;
  /** From bound to bound of the share of images with an error, if they are as expected. */
  width: Record<ErrorKind, number>;
  /** Images of a simple random sample with the same width of the wider one; null where it is of all of them. */
  simple: number;
}

/** Minimum number of images looked at per stratum: what is expected of it may be wrong. */
const minOfStratum = 10;

/**
 * How many images of each stratum are looked at, so that the bounds of the whole come as near as they can to each other
 * for so many images: those of the last look, of the share of images with a missing label and with a wrong one. Found by
 * moving images from stratum to stratum while the exact bounds gain by it, so that a large stratum without expected errors
 * is not forgotten.
 *
 * @param total at most so many images; each stratum has at least 10 of them, or all
 */
export function planSample(strata: readonly ExpectedStratum[], total: number, looks = 1): SamplePlan {
  const alpha = spendAlpha(looks, looks);
  const images = strata.reduce((sum, stratum) => sum + stratum.images, 0);
  const costs = strata.map((stratum) => rememberCosts(stratum, alpha));
  const sizes = allocate(strata, Math.min(total, images), costs);
  const width = widths(sizes, costs, images);
  const wider = width.missing >= width.wrong ? "missing" : "wrong";
  const whole = { stratum: "", images, missing: 0, wrong: 0 };
  for (const kind of errorKinds)
    whole[kind] = strata.reduce((sum, stratum) => sum + (stratum[kind] * stratum.images) / images, 0);
  const ofWhole = rememberCosts(whole, alpha);
  const simple = firstSize(images, (size) => widths([size], [ofWhole], images)[wider] <= width[wider]);
  return { sizes, total: sizes.reduce((sum, size) => sum + size, 0), width, simple };
}

/** The fewest images whose bounds are expected to be `width` or less apart, for missing and for wrong labels. */
export function planForWidth(strata: readonly ExpectedStratum[], width: number, looks = 1): SamplePlan {
  const images = strata.reduce((sum, stratum) => sum + stratum.images, 0);
  const plan = (total: number) => planSample(strata, total, looks);
  const isNarrow = (size: number) => {
    const { missing, wrong } = plan(size).width;
    return Math.max(missing, wrong) <= width;
  };
  return plan(firstSize(images, isNarrow));
}

/** The first size for which something holds that holds for all larger ones. */
function firstSize(max: number, holds: (size: number) => boolean): number {
  let [low, high] = [1, max];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Per kind of error the squares of how far the lower and the upper bound are expected to be away, in images. */
type Cost = Record<ErrorKind, readonly [low: number, high: number]>;
type Costs = (size: number) => Cost;

function rememberCosts(stratum: ExpectedStratum, alpha: number): Costs {
  const known = new Map<number, Cost>();
  return (size) => {
    const found = known.get(size) ?? {
      missing: expectDistances(stratum.images, size, stratum.missing, alpha),
      wrong: expectDistances(stratum.images, size, stratum.wrong, alpha),
    };
    known.set(size, found);
    return found;
  };
}

/** Between two whole numbers of errors, those of the nearer one count more. */
function expectDistances(images: number, size: number, share: number, alpha: number): [number, number] {
  const errors = size * share;
  const [few, part] = [Math.floor(errors), errors % 1];
  const distances = [few, Math.min(size, few + 1)].map((found) => {
    const estimate = (images * found) / size;
    const [low, high] = finiteCountInterval(images, size, found, alpha);
    return [(estimate - low) ** 2, (high - estimate) ** 2] as const;
  });
  const [below, above] = distances as [(typeof distances)[0], (typeof distances)[0]];
  return [below[0] * (1 - part) + above[0] * part, below[1] * (1 - part) + above[1] * part];
}

function widths(
  sizes: readonly number[],
  costs: readonly Costs[],
  images: number,
): Record<ErrorKind, number> {
  const found = sizes.map((size, at) => costs[at]!(size));
  const width = (kind: ErrorKind) => {
    const [low, high] = combineIntervals(
      found.map((cost) => ({
        weight: 1,
        value: 0,
        interval: [-Math.sqrt(cost[kind][0]), Math.sqrt(cost[kind][1])],
      })),
    );
    return (high - low) / images;
  };
  return { missing: width("missing"), wrong: width("wrong") };
}

function allocate(strata: readonly ExpectedStratum[], total: number, costs: readonly Costs[]): number[] {
  const least = strata.map(({ images }) => Math.min(images, minOfStratum));
  const sizes = [...least];
  const images = strata.reduce((sum, stratum) => sum + stratum.images, 0);
  const rest = Math.max(0, total - sizes.reduce((sum, size) => sum + size, 0));
  // Proportionally first; the remainder to strata with room left.
  let left = rest;
  for (const [at, stratum] of strata.entries()) {
    const more = Math.min(stratum.images - sizes[at]!, Math.floor((rest * stratum.images) / images));
    sizes[at]! += more;
    left -= more;
  }
  for (const [at, stratum] of strata.entries()) {
    const more = Math.min(left, stratum.images - sizes[at]!);
    sizes[at]! += more;
    left -= more;
  }
  const loss = (tried: readonly number[]) => {
    const { missing, wrong } = widths(tried, costs, images);
    return missing + wrong;
  };
  let best = loss(sizes);
  for (let step = Math.ceil(rest / 4); step >= Math.max(1, rest / 200); step = Math.floor(step / 2)) {
    for (let moved = true; moved; ) {
      moved = false;
      for (const [from] of strata.entries()) {
        for (const [to, stratum] of strata.entries()) {
          if (from === to || sizes[from]! - step < least[from]! || sizes[to]! + step > stratum.images)
            continue;
          sizes[from]! -= step;
          sizes[to]! += step;
          const tried = loss(sizes);
          if (tried < best * (1 - 1e-6)) [best, moved] = [tried, true];
          else {
            sizes[from]! += step;
            sizes[to]! -= step;
          }
        }
      }
    }
  }
  return sizes;
}
