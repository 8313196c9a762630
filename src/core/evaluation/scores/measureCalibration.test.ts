import { expect, it } from "vitest";
import { seededRandom } from "../../seededRandom.ts";
import { measureCalibration } from "./measureCalibration.ts";

it("counts images with a valid label and a confidence", () => {
  const found = measureCalibration([0.6, Number.NaN, 0.9, 0.1], [1, 1, 0, 0], [1, 1, 1, 0]);
  expect(found.images).toBe(2);
  // Gaps of .4 and .9 in two bins of one image.
  expect(found.expectedCalibrationError).toMatchObject({ value: expect.closeTo(0.65, 12), n: 2 });
  expect(found.bins.filter(({ images }) => images > 0)).toEqual([
    expect.objectContaining({ images: 1, right: 1, meanConfidence: 0.6, accuracy: 1 }),
    expect.objectContaining({ images: 1, right: 0, meanConfidence: 0.9, accuracy: 0 }),
  ]);
});

it("says why there is no error, or no interval", () => {
  expect(measureCalibration([Number.NaN], [1], [1]).expectedCalibrationError).toEqual({
    value: null,
    interval: null,
    n: 0,
    reason: "no image with a valid label has a confidence",
  });
  expect(measureCalibration([0.7], [1], [1]).expectedCalibrationError).toMatchObject({
    interval: null,
    intervalMissing: expect.any(String),
  });
});

it("the interval holds the error of a calibrated model, and of one that is too sure", () => {
  for (const [images, excess] of [20, 50, 200].flatMap((n) => [0, 0.2].map((more) => [n, more] as const)) as [
    number,
    number,
  ][]) {
    const random = seededRandom(`${images} ${excess}`);
    const all = new Uint8Array(images).fill(1);
    let held = 0;
    for (let study = 0; study < 400; study++) {
      const sure = Array.from(all, () => 0.3 + 0.7 * random());
      const right = sure.map((confidence) => (random() < confidence - excess ? 1 : 0));
      const { interval } = measureCalibration(sure, right, all).expectedCalibrationError;
      expect(interval![1] - interval![0]).toBeGreaterThan(0);
      if (interval![0] <= excess && excess <= interval![1]) held++;
    }
    expect(held / 400).toBeGreaterThan(0.935);
  }
});
