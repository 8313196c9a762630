import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { evaluateImages } from "../../src/core/evaluation/evaluateImages.ts";
import { imageFacts } from "../../src/core/evaluation/imageFacts.ts";
import { measureCalibration } from "../../src/core/evaluation/scores/measureCalibration.ts";
import { measureSubgroups } from "../../src/core/evaluation/subgroups/measureSubgroups.ts";
import { varyLabels } from "../../src/core/evaluation/varyLabels.ts";
import { type Forecast, forecastEnd } from "../../src/core/pace/forecastEnd.ts";

interface Subgroups {
  /** [number of labels, images, accuracy, strict accuracy] */
  groups: [number, number, number, number][];
  asma: number;
  asmaStrict: number;
  imageMean: number;
  imageMeanStrict: number;
}

interface Reference {
  valid: number[][];
  originals: number[][];
  models: { rankings: number[][]; subgroups: Subgroups[] }[];
  sensitivity: Record<string, { real: number[]; ranks: number[]; slope: number }>;
  calibration: { confidence: number[]; right: number[]; ece: number }[];
  forecasts: {
    counts: number[];
    left: number;
    perDay: number;
    likely: number;
    early: [number, number];
    late: [number | null, number | null];
  }[];
}

const reference: Reference = JSON.parse(readFileSync(new URL("multilabels.json", import.meta.url), "utf8"));
const { valid, originals, models } = reference;
const digits = 9;
const topOf = (rankings: readonly number[][]) => ({
  depth: rankings[0]!.length,
  labels: Int32Array.from(rankings.flat()),
});

test.each(models.map((model, at) => ({ ...model, at })))(
  "variable top-k and ASMA of model $at are pandas'",
  ({ rankings, subgroups }) => {
    for (const [at, options] of [
      { minimum: 2, cap: 5 },
      { minimum: 10, cap: 8 },
    ].entries()) {
      const expected = subgroups[at]!;
      const found = measureSubgroups(topOf(rankings), valid, { depth: 6, ...options });
      const evaluated = found.groups.filter(({ accuracy }) => accuracy !== null);
      expect(evaluated.map(({ images }) => images)).toEqual(expected.groups.map(([, images]) => images));
      for (const [group, [k, , accuracy, strict]] of expected.groups.entries()) {
        expect(Number.parseInt(evaluated[group]!.labels, 10)).toBe(k);
        expect(evaluated[group]!.accuracy).toBeCloseTo(accuracy, digits);
        expect(evaluated[group]!.strict).toBeCloseTo(strict, digits);
      }
      for (const name of ["asma", "asmaStrict", "imageMean", "imageMeanStrict"] as const)
        expect(found[name].value, name).toBeCloseTo(expected[name], digits);
    }
  },
);

test("ReaL, ranks and slope under other treatments of images without a label are SciPy's", () => {
  const facts = imageFacts(valid, originals);
  const evaluated = models.map(({ rankings }) => {
    const { first, top1 } = evaluateImages(topOf(rankings), facts);
    return { proposer: false, first, top1 };
  });
  const none = "not of this study";
  const others = { "agreed-only": none, "refined-only": none, union: none, intersection: none };
  const { variants } = varyLabels(evaluated, valid, originals, others);
  for (const [name, { real, ranks, slope }] of Object.entries(reference.sensitivity)) {
    const found = variants.find(({ variant }) => variant === name)!;
    for (const [model, share] of real.entries())
      expect(found.real[model]!.share, name).toBeCloseTo(share, digits);
    expect(found.ranks).toEqual(ranks);
    expect(found.slope, name).toBeCloseTo(slope, digits);
    expect(found.slopeInterval![0]).toBeLessThan(slope);
    expect(found.slopeInterval![1]).toBeGreaterThan(slope);
  }
});

test.each(reference.calibration)("the calibration error is netcal's: $ece", ({ confidence, right, ece }) => {
  const { expectedCalibrationError } = measureCalibration(
    confidence,
    right,
    right.map(() => 1),
  );
  expect(expectedCalibrationError.value).toBeCloseTo(ece, digits);
});

test.each(reference.forecasts)(
  "a forecast from $counts is NumPy's and SciPy's",
  ({ counts, left, perDay, likely, early, late }) => {
    const dayAt = (at: number) => new Date(Date.UTC(2026, 10, 1 + at)).toISOString().slice(0, 10);
    const byDay = counts.map((images, at) => ({ day: dayAt(at), images }));
    const found = forecastEnd(byDay, { left, today: dayAt(counts.length), seed: "reference" }) as Forecast;
    expect(found.perDay).toBeCloseTo(perDay, digits);
    expect(found.days.likely).toBeCloseTo(likely, digits);
    expect(found.days.early).toBeGreaterThan(early[0]);
    expect(found.days.early).toBeLessThan(early[1]);
    if (late[0] === null) expect(found.days.late).toBeNull();
    else {
      expect(found.days.late).toBeGreaterThan(late[0]);
      expect(found.days.late).toBeLessThan(late[1]!);
    }
  },
);
