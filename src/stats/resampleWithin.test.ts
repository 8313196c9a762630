import { expect, it } from "vitest";
import { seededRandom } from "../core/seededRandom.ts";
import { resampleWithin } from "./resampleWithin.ts";

const draw = (series: Uint8Array[], strata: number[], replicates = 2000) =>
  resampleWithin(series, strata, { replicates, random: seededRandom("test") });

it("draws within strata: a stratum that is all right stays so", () => {
  // Stratum 0 all right, stratum 1 all wrong: no replicate can differ.
  const [sums] = draw([Uint8Array.of(1, 0, 1, 0, 1)], [0, 1, 0, 1, 0]);
  expect(new Set(sums)).toEqual(new Set([3]));
  // In one stratum the same images vary.
  const [loose] = draw([Uint8Array.of(1, 0, 1, 0, 1)], [0, 0, 0, 0, 0]);
  expect(new Set(loose)).toEqual(new Set([0, 1, 2, 3, 4, 5]));
});

it("sums all series over the same draw", () => {
  const random = seededRandom(7);
  const right = Uint8Array.from({ length: 300 }, () => (random() < 0.6 ? 1 : 0));
  const wrong = right.map((one) => 1 - one);
  const strata = Array.from(right, (_, image) => image % 17);
  const all = new Uint8Array(300).fill(1);
  // Many series, more than go into one number.
  const sums = draw([right, wrong, all, wrong, right, all, right], strata, 200);
  for (let replicate = 0; replicate < 200; replicate++) {
    const at = (series: number) => sums[series]![replicate]!;
    expect([at(0) + at(1), at(2), at(3), at(4), at(5), at(6)]).toEqual([300, 300, at(1), at(0), 300, at(0)]);
  }
});

it("varies as the binomial distributions of the strata do", () => {
  // 40 of 100 and 90 of 100 right: variance 100 (.4 .6 + .9 .1).
  const right = Uint8Array.from({ length: 200 }, (_, at) => ((at < 100 ? at < 40 : at < 190) ? 1 : 0));
  const [sums] = draw(
    [right],
    Array.from({ length: 200 }, (_, at) => Math.floor(at / 100)),
    20_000,
  );
  const mean = sums!.reduce((sum, value) => sum + value, 0) / 20_000;
  const variance = sums!.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 20_000;
  expect(mean).toBeCloseTo(130, 0);
  expect(variance / 33).toBeGreaterThan(0.95);
  expect(variance / 33).toBeLessThan(1.05);
});

it("takes images that are alone in their stratum together: alone they would look certain", () => {
  const [sums] = draw([Uint8Array.of(1, 0, 1, 0)], [1, 2, 3, 4]);
  expect(new Set(sums)).toEqual(new Set([0, 1, 2, 3, 4]));
  expect(() => draw([Uint8Array.of(1)], [1, 2])).toThrow(RangeError);
});
