import { calibrationErrorInterval } from "../../../stats/intervals/calibrationErrorInterval.ts";
import { shareInterval } from "../../../stats/intervals/shares/shareInterval.ts";
import { calibrationError } from "../../../stats/metrics/calibrationError.ts";
import type { Calibration } from "../modelEvaluation.ts";
import { oneImage } from "./countF1.ts";

/**
 * How far the confidence of first predictions is from the share of them that is valid.
 *
 * @param confidence [images], the probability of the first prediction; NaN where there is none
 * @param right [images], 1 where it is valid
 * @param counts [images], 1 for the images that count
 */
export function measureCalibration(
  confidence: ArrayLike<number>,
  right: ArrayLike<number>,
  counts: ArrayLike<number>,
): Calibration {
  const chosen: number[] = [];
  for (let image = 0; image < counts.length; image++) {
    if (counts[image] === 1 && !Number.isNaN(confidence[image]!)) chosen.push(image);
  }
  const { error, bins } = calibrationError(
    // Rounding may leave a probability a hair above 1.
    chosen.map((image) => Math.min(1, confidence[image]!)),
    chosen.map((image) => right[image]!),
  );
  const n = chosen.length;
  const interval = error === null ? null : calibrationErrorInterval(error, bins);
  return {
    images: n,
    expectedCalibrationError: {
      value: error,
      interval,
      n,
      ...(error === null ? { reason: "no image with a valid label has a confidence" } : {}),
      ...(error !== null && interval === null ? { intervalMissing: oneImage } : {}),
    },
    bins: bins.map(({ above, atMost, items, positives, meanPredicted, shareTrue }) => ({
      above,
      atMost,
      images: items,
      right: positives,
      meanConfidence: meanPredicted,
      accuracy: shareTrue,
      interval: shareInterval(positives, items),
      ...(items === 0 ? { reason: "no image is in this bin" } : {}),
    })),
  };
}
