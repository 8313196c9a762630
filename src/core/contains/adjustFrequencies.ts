import { drawBinomial } from "../../stats/distributions/drawBinomial.ts";
import type { Interval } from "../../stats/intervals/interval.ts";
import { percentileInterval } from "../../stats/intervals/units/percentileInterval.ts";

/** Images by how many people ticked their original label: place t holds those with t ticks, from 0 to the number asked. */
export type FrequencyCounts = readonly number[];

/** A model's accuracy as it would be if images were as easy to recognise as those of a reference dataset. */
export interface AdjustedAccuracy {
  /** Of the images as they are. */
  raw: number;
  /** Weighted to the reference's selection frequencies, as they were measured. */
  plugIn: number | null;
  /** The same without the bias of measuring a frequency by few people. */
  adjusted: number | null;
  /** Percentiles of resamples of the images of both datasets. */
  interval: Interval | null;
  /** Share of the reference's images whose selection frequency no image here has; they are left out. */
  unmatched: number;
  /** Why there is no adjusted accuracy, or no interval. */
  reason?: string;
}

/**
 * Adjusts an accuracy for selection frequency: the sum over s of P(SF = s in the reference) times the accuracy here on
 * images with SF = s. A frequency that few people gave is noisy, and noise biases this sum; the jackknife over the people
 * takes the bias out to first order: n theta(n) - (n - 1) theta(n - 1). theta(n - 1) is taken at the counts that are
 * expected when one answer of each image is taken away, which is what repeated drawing comes to.
 *
 * @param reference images of the reference dataset by ticks
 * @param images images here by ticks
 * @param right of these, images on which the model is right
 * @param draw.random numbers in [0, 1)
 * @throws RangeError where images were put to different numbers of people
 * @see Engstrom et al. (2020), Identifying Statistical Bias in Dataset Replication
 */
export function adjustFrequencies(
  reference: FrequencyCounts,
  images: FrequencyCounts,
  right: FrequencyCounts,
  { replicates, random }: { replicates: number; random: () => number },
): AdjustedAccuracy {
  if (reference.length !== images.length || images.length !== right.length)
    throw new RangeError("Selection frequencies of different numbers of answers are not comparable.");
  const raw = sum(right) / sum(images);
  const { value: plugIn, unmatched } = weigh(reference, images, right);
  const adjusted = adjust(reference, images, right);
  if (adjusted === null)
    return {
      ...{ raw, plugIn, adjusted, interval: null, unmatched },
      reason: "no image here has a selection frequency of the reference",
    };
  const wrong = images.map((count, at) => count - right[at]!);
  const values: number[] = [];
  for (let replicate = 0; replicate < replicates; replicate++) {
    const drawn = drawCounts([...right, ...wrong], random);
    const drawnRight = drawn.slice(0, right.length);
    const drawnImages = drawnRight.map((count, at) => count + drawn[right.length + at]!);
    const value = adjust(drawCounts(reference, random), drawnImages, drawnRight);
    if (value !== null) values.push(value);
  }
  const interval = percentileInterval(values, replicates, 0.95);
  return {
    ...{ raw, plugIn, adjusted, interval, unmatched },
    ...(interval ? {} : { reason: "too few resamples have an adjusted accuracy" }),
  };
}

/** theta without its bias of first order. */
export const jackknifed = (all: number, withoutOne: number, people: number): number =>
  people * all - (people - 1) * withoutOne;

function adjust(reference: FrequencyCounts, images: FrequencyCounts, right: FrequencyCounts): number | null {
  const people = images.length - 1;
  const all = weigh(reference, images, right).value;
  if (all === null || people < 2) return all;
  const less = weigh(withoutOne(reference), withoutOne(images), withoutOne(right)).value;
  return less === null ? null : jackknifed(all, less, people);
}

/** The accuracy of each frequency, weighted by the reference's; frequencies that are not here are left out. */
function weigh(reference: FrequencyCounts, images: FrequencyCounts, right: FrequencyCounts) {
  let [weight, value] = [0, 0];
  for (const [ticks, count] of reference.entries()) {
    if (images[ticks]! <= 0) continue;
    weight += count;
    value += (count * right[ticks]!) / images[ticks]!;
  }
  const total = sum(reference);
  return { value: weight > 0 ? value / weight : null, unmatched: total > 0 ? 1 - weight / total : 0 };
}

/** The counts that are expected when one of the answers on each image is taken away. */
function withoutOne(counts: FrequencyCounts): number[] {
  const people = counts.length - 1;
  return Array.from(
    { length: people },
    (_, ticks) => (counts[ticks]! * (people - ticks) + counts[ticks + 1]! * (ticks + 1)) / people,
  );
}

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

/** As many units, drawn with replacement. */
function drawCounts(counts: readonly number[], random: () => number): number[] {
  let units = sum(counts);
  let draws = units;
  return counts.map((count) => {
    const times = units > 0 ? drawBinomial(draws, Math.min(1, count / units), random) : 0;
    units -= count;
    draws -= times;
    return times;
  });
}
