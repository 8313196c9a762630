import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { gwetAC1 } from "../../src/stats/agreement/gwetAC1.ts";
import { nominalAlpha } from "../../src/stats/agreement/nominalAlpha.ts";

const reference: { answers: { counts: number[][]; ac1: number; alpha: number }[] } = JSON.parse(
  readFileSync(new URL("chance.json", import.meta.url), "utf8"),
);

test.each(reference.answers)("Gwet's AC1 is irrCAC's: $ac1", ({ counts, ac1 }) => {
  expect(gwetAC1(counts)).toBeCloseTo(ac1, 9);
});

test.each(reference.answers)("nominal alpha is krippendorff's: $alpha", ({ counts, alpha }) => {
  expect(nominalAlpha(counts)).toBeCloseTo(alpha, 9);
});
