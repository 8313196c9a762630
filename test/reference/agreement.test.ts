import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { cohenKappa } from "../../src/stats/agreement/cohenKappa.ts";
import { fleissKappa } from "../../src/stats/agreement/fleissKappa.ts";
import { krippendorffAlpha } from "../../src/stats/agreement/krippendorffAlpha.ts";
import { jaccard } from "../../src/stats/metrics/jaccard.ts";
import { masi } from "../../src/stats/metrics/masi.ts";

interface Reference {
  cohen: { table: number[][]; kappa: number }[];
  fleiss: { counts: number[][]; kappa: number }[];
  alpha: { units: number[][][]; jaccard: number; masi: number }[];
}

const reference: Reference = JSON.parse(readFileSync(new URL("agreement.json", import.meta.url), "utf8"));
const digits = 9;

test.each(reference.cohen)("Cohen's kappa is scikit-learn's: $kappa", ({ table, kappa }) => {
  expect(cohenKappa(table)).toBeCloseTo(kappa, digits);
});

test.each(reference.fleiss)("Fleiss' kappa is statsmodels': $kappa", ({ counts, kappa }) => {
  expect(fleissKappa(counts).kappa).toBeCloseTo(kappa, digits);
});

test.each(reference.alpha)("Krippendorff's alpha is NLTK's: $jaccard and $masi", ({ units, ...expected }) => {
  expect(krippendorffAlpha(units, jaccard).alpha).toBeCloseTo(expected.jaccard, digits);
  expect(krippendorffAlpha(units, masi).alpha).toBeCloseTo(expected.masi, digits);
});
