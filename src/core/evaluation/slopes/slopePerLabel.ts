import type { Interval } from "../../../stats/intervals/interval.ts";
import { slopeWithin } from "../../../stats/intervals/slopes/withinGroupSlope.ts";
import type { ImageFacts } from "../imageFacts.ts";
import type { LabelSlope } from "../modelEvaluation.ts";

/**
 * How right or wrong changes with each further label, among the images that count and have at least one. What all models
 * share is worked out once.
 *
 * @param counts [images], 1 for the images that count
 * @returns of a model's verdicts [images], 1 or 0
 */
export function slopePerLabel(
  { labelCounts, strata }: ImageFacts,
  counts: Uint8Array,
): (right: Uint8Array) => LabelSlope {
  const chosen: number[] = [];
  for (let image = 0; image < counts.length; image++) {
    if (counts[image] === 1 && labelCounts[image]! > 0) chosen.push(image);
  }
  const x = Float64Array.from(chosen, (image) => labelCounts[image]!);
  const plainly = slopeWithin(x, new Uint8Array(chosen.length));
  const withinClasses = slopeWithin(
    x,
    chosen.map((image) => strata[image]!),
  );
  const y = new Float64Array(chosen.length);
  return (right) => {
    for (let at = 0; at < y.length; at++) y[at] = right[chosen[at]!]!;
    const [plain, within] = [plainly(y), withinClasses(y)];
    return {
      images: chosen.length,
      slope: plain?.slope ?? null,
      interval: possible(plain?.interval),
      adjusted: within?.slope ?? null,
      adjustedInterval: possible(within?.interval),
      ...(within && plain ? {} : { reason: "the number of labels does not vary enough" }),
    };
  };
}

/** A slope per label is a mean of differences between two shares. */
const possible = (interval: Interval | undefined): Interval | null =>
  interval ? [Math.max(-1, interval[0]), Math.min(1, interval[1])] : null;
