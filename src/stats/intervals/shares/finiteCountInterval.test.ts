import { expect, it } from "vitest";
import { finiteCountInterval } from "./finiteCountInterval.ts";

/** In whole numbers: ways to choose k of n. */
function choose(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n;
  let ways = 1n;
  for (let at = 1; at <= k; at++) ways = (ways * BigInt(n - k + at)) / BigInt(at);
  return ways;
}

/** All numbers of marked units that neither tail rules out, by counting all samples. */
function countAll(population: number, sampled: number, found: number, alpha: number): number[] {
  const [part, whole] = [BigInt(Math.round(1 / alpha)) * 2n, choose(population, sampled)];
  return Array.from({ length: population + 1 }, (_, marked) => marked).filter((marked) => {
    let [below, above] = [0n, 0n];
    for (let other = 0; other <= sampled; other++) {
      const ways = choose(marked, other) * choose(population - marked, sampled - other);
      if (other <= found) below += ways;
      if (other >= found) above += ways;
    }
    return below * part > whole && above * part > whole;
  });
}

it.each([
  [12, 5, 0.05],
  [30, 7, 0.05],
  [25, 24, 0.05],
  [40, 20, 0.01],
  [7, 7, 0.05],
])("of %i units, %i seen, it is what counting all samples gives", (population, sampled, alpha) => {
  for (let found = 0; found <= sampled; found++) {
    const possible = countAll(population, sampled, found, alpha);
    expect(finiteCountInterval(population, sampled, found, alpha)).toEqual([possible[0], possible.at(-1)]);
  }
});

it("tells large populations, where single probabilities are too small for a number", () => {
  expect(finiteCountInterval(10_000, 5000, 500)).toEqual([942, 1061]);
  expect(finiteCountInterval(10_000, 10_000, 500)).toEqual([500, 500]);
  expect(finiteCountInterval(10_000, 0, 0)).toEqual([0, 10_000]);
  // The rule of three: -ln(.025) / 500 of the images, a little less as they are not endless.
  expect(finiteCountInterval(10_000, 500, 0)).toEqual([0, 71]);
});

it("refuses what is no sample", () => {
  expect(() => finiteCountInterval(10, 11, 0)).toThrow(RangeError);
  expect(() => finiteCountInterval(10, 5, 6)).toThrow(RangeError);
});
