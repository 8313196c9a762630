import { expect, it } from "vitest";
import { coverScores } from "./coverScores.ts";
import {
  type Coverage,
  coverCurves,
  coverDifference,
  coverRanks,
  coverShare,
  coverSlope,
} from "./measureCoverage.ts";

// In short what `npm run bench:intervals` measures at length; seeded, so that it always comes out the same.
const options = { studies: 600, seed: "short" };
const rate = ({ covered, studies }: Coverage) => covered / studies;
/** 93.5 %, less two standard errors of 600 studies. */
const min = 0.915;

const populations = [2, 3, 10].flatMap((imagesPerClass) =>
  ([0, 0.8] as const).map((spread) => ({
    classes: 10,
    imagesPerClass,
    spread,
    design: "class by class" as const,
  })),
);

it.each(populations)("intervals hold with $imagesPerClass images a class, spread $spread", (population) => {
  for (const accuracy of [0.5, 0.8, 0.95]) {
    const found = {
      share: coverShare(population, accuracy, options),
      atRandom: coverShare({ ...population, design: "at random" }, accuracy, options),
      difference: coverDifference(population, [accuracy, accuracy - 0.1], options),
      equal: coverDifference(population, [accuracy, accuracy], options),
      ranks: coverRanks(population, [accuracy, accuracy, accuracy - 0.2], { ...options, studies: 200 }),
    };
    for (const [name, coverage] of Object.entries(found)) {
      expect(coverage.zeroWidth, name).toBe(0);
      expect(rate(coverage), `${name} at ${accuracy}`).toBeGreaterThan(min);
    }
    // Equal models are told apart in at most 6.5 %.
    expect(1 - rate(found.equal)).toBeLessThan(0.065);
  }
});

it("the interval of a slope holds, or there is none", () => {
  const models = { accuracies: [0.9, 0.75, 0.6, 0.5], gains: [0.4, 0.5, 0.3, 0.35] };
  for (const imagesPerClass of [2, 10]) {
    const population = { classes: 20, imagesPerClass, spread: 0.8, design: "class by class" as const };
    const coverage = coverSlope(population, models, { ...options, studies: 400 });
    expect(coverage.zeroWidth).toBe(0);
    expect((coverage.covered + coverage.untold) / 400).toBeGreaterThan(min);
  }
});

it("intervals of recall, precision and ASMA hold", () => {
  const population = { classes: 10, imagesPerClass: 5, spread: 0.5, design: "at random" as const };
  const found = coverCurves(population, 0.8, { ...options, studies: 400 });
  for (const [name, coverage] of Object.entries(found)) {
    expect(coverage.zeroWidth, name).toBe(0);
    expect(rate(coverage), name).toBeGreaterThan(min);
  }
});

it.each([2, 3, 10])("intervals of metrics of scores hold with %d images a class", (imagesPerClass) => {
  for (const [design, spread] of [
    ["class by class", 0],
    ["at random", 0.8],
  ] as const) {
    const population = { classes: 10, imagesPerClass, spread, design };
    const found = coverScores(population, 1.5, { ...options, studies: 400 });
    for (const [name, coverage] of Object.entries(found)) {
      expect(coverage.zeroWidth, name).toBe(0);
      expect(rate(coverage), `${name}, ${design}`).toBeGreaterThan(min);
    }
  }
});
