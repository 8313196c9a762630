import { expect, it } from "vitest";
import { seededRandom } from "../../../core/seededRandom.ts";
import { resampleSums } from "./resampleSums.ts";

const draw = (series: Uint8Array[], replicates = 2000) =>
  resampleSums(series, { replicates, random: seededRandom("test") });

it("sums all series over the same draw", () => {
  const random = seededRandom(7);
  const right = Uint8Array.from({ length: 300 }, () => (random() < 0.6 ? 1 : 0));
  const wrong = right.map((one) => 1 - one);
  const all = new Uint8Array(300).fill(1);
  // Many series, more than go into one number.
  const sums = draw([right, wrong, all, wrong, right, all, right], 200);
  for (let replicate = 0; replicate < 200; replicate++) {
    const at = (series: number) => sums[series]![replicate]!;
    expect([at(0) + at(1), at(2), at(3), at(4), at(5), at(6)]).toEqual([300, 300, at(1), at(0), 300, at(0)]);
  }
});

it("varies as a binomial distribution does", () => {
  const right = Uint8Array.from({ length: 200 }, (_, at) => (at < 130 ? 1 : 0));
  const [sums] = draw([right], 20_000);
  const mean = sums!.reduce((sum, value) => sum + value, 0) / 20_000;
  const variance = sums!.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 20_000;
  expect(mean).toBeCloseTo(130, 0);
  expect(variance / 45.5).toBeGreaterThan(0.95);
  expect(variance / 45.5).toBeLessThan(1.05);
});

it("refuses series of unequal length", () => {
  expect(() => draw([Uint8Array.of(1), Uint8Array.of(1, 0)])).toThrow(RangeError);
});

it("is the sum over units, though those that are alike are added up as one", () => {
  const series = [3, 5, 7, 2, 9].map((seed) => {
    const random = seededRandom(seed);
    return Uint8Array.from({ length: 40 }, (_, at) => (at % 4 === 0 || random() < 0.5 ? 1 : 0));
  });
  const [units, replicates] = [40, 50];
  const found = resampleSums(series, { replicates, random: seededRandom("plain") });
  const random = seededRandom("plain");
  for (let replicate = 0; replicate < replicates; replicate++) {
    const drawn = Array.from({ length: units }, () => Math.floor(random() * units));
    const plain = series.map((values) => drawn.reduce((sum, unit) => sum + values[unit]!, 0));
    expect(found.map((sums) => sums[replicate])).toEqual(plain);
  }
});
