import { expect, it } from "vitest";
import { seededRandom } from "../../../core/seededRandom.ts";
import { slopeOfMeansInterval } from "./slopeOfMeansInterval.ts";

const random = seededRandom("slope");
const units = 400;
const all = new Uint8Array(units).fill(1);
/** Series that are 1 in a share of the units, hard units being hard for all. */
const draw = (shares: readonly number[]) => {
  const difficulty = Float64Array.from(all, () => random());
  return shares
    .map((share) => difficulty.map((one) => (one + random() < 2 * share ? 1 : 0)))
    .map((list) => Uint8Array.from(list));
};

it("is around 1 and has a width where both accuracies are the same", () => {
  const series = draw([0.3, 0.5, 0.7]);
  const [low, high] = slopeOfMeansInterval({ series, counts: all }, { series, counts: all })!;
  expect(low).toBeLessThan(1);
  expect(high).toBeGreaterThan(1);
  expect(high - low).toBeLessThan(0.2);
});

it("holds the slope of the means", () => {
  const x = draw([0.2, 0.4, 0.6, 0.8]);
  const y = x.map((values) => values.map((one) => (one === 1 || random() < 0.5 ? 1 : 0)));
  const [low, high] = slopeOfMeansInterval({ series: x, counts: all }, { series: y, counts: all })!;
  expect(low).toBeLessThan(0.5);
  expect(high).toBeGreaterThan(0.5);
  expect(high - low).toBeLessThan(0.3);
});

it("is missing where x is not told from constant", () => {
  const same = draw([0.5, 0.5, 0.5]);
  const y = draw([0.3, 0.5, 0.7]);
  expect(slopeOfMeansInterval({ series: same, counts: all }, { series: y, counts: all })).toBeNull();
  const none = new Uint8Array(units);
  expect(slopeOfMeansInterval({ series: same, counts: none }, { series: y, counts: all })).toBeNull();
});
