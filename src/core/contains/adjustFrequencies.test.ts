import { expect, it } from "vitest";
import { seededRandom } from "../seededRandom.ts";
import { adjustFrequencies, jackknifed } from "./adjustFrequencies.ts";

const draw = { replicates: 200, random: seededRandom("frequencies") };

it("weights the accuracy of each frequency by the reference's", () => {
  // Frequencies .5, .75 and 1 of four answers: the reference has shares .2, .3, .5, and the images .4, .4, .2.
  const { raw, plugIn, unmatched } = adjustFrequencies(
    [0, 0, 2, 3, 5],
    [0, 0, 40, 40, 20],
    [0, 0, 16, 24, 16],
    draw,
  );
  expect(raw).toBeCloseTo(0.56, 12);
  expect(plugIn).toBeCloseTo(0.66, 12);
  expect(unmatched).toBe(0);
});

it("takes out the bias of first order", () => {
  expect(jackknifed(0.66, 0.65, 10)).toBeCloseTo(0.75, 12);
});

it("says what of the reference has no counterpart, and weighs the rest", () => {
  const { plugIn, unmatched } = adjustFrequencies([0, 5, 5], [0, 0, 10], [0, 0, 8], draw);
  expect([plugIn, unmatched]).toEqual([0.8, 0.5]);
  const none = adjustFrequencies([0, 5, 0], [10, 0, 0], [1, 0, 0], draw);
  expect(none).toMatchObject({
    adjusted: null,
    interval: null,
    reason: expect.stringContaining("no image here"),
  });
});

it("leaves an accuracy that does not depend on the frequency as it is", () => {
  const images = [10, 20, 30, 20, 20];
  const right = images.map((count) => count * 0.7);
  const { adjusted } = adjustFrequencies([1, 1, 2, 3, 9], images, right, draw);
  expect(adjusted).toBeCloseTo(0.7, 12);
});

it("refuses frequencies of different numbers of answers", () => {
  expect(() => adjustFrequencies([1, 1], [1, 1, 1], [0, 1, 1], draw)).toThrow(RangeError);
});

/**
 * Images are easy to some degree, people tick them so often, and the model is right so often. The reference's images are
 * easier. With ten people a frequency is noisy, and only the jackknife comes near what is true.
 */
it("comes nearer to the truth than the plain sum, and its interval holds it", () => {
  const random = seededRandom("simulated");
  const people = 10;
  const ticks = (easy: number) =>
    Array.from({ length: people }, () => random()).filter((one) => one < easy).length;
  const sample = (low: number, high: number) =>
    Array.from({ length: 3000 }, () => low + (high - low) * random()).map((easy) => {
      return { easy, ticked: ticks(easy), right: random() < easy ** 2 };
    });
  const count = (images: { ticked: number }[]) =>
    Array.from({ length: people + 1 }, (_, at) => images.filter(({ ticked }) => ticked === at).length);
  let [held, nearer] = [0, 0];
  const studies = 20;
  for (let study = 0; study < studies; study++) {
    const [reference, images] = [sample(0.5, 1), sample(0.3, 1)];
    const right = count(images.filter((one) => one.right));
    const truth = reference.reduce((sum, { easy }) => sum + easy ** 2, 0) / reference.length;
    const { adjusted, plugIn, interval } = adjustFrequencies(count(reference), count(images), right, {
      ...{ replicates: 200, random },
    });
    if (interval![0] <= truth && truth <= interval![1]) held++;
    if (Math.abs(adjusted! - truth) < Math.abs(plugIn! - truth)) nearer++;
  }
  expect(nearer).toBeGreaterThanOrEqual(studies * 0.8);
  expect(held).toBeGreaterThanOrEqual(studies * 0.85);
});
