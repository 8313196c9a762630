import { expect, it } from "vitest";
import { evaluateSeverity, listErrors, sampleErrors } from "./errorSeverity.ts";

const models = [
  { model: "one", top: { depth: 1, labels: [1, 5, 6, 7] } },
  { model: "two", top: { depth: 1, labels: [2, 5, 8, 3] } },
];
const valid = [[1], [1], [1, 2], []];
const originals = [[1], [1], [2], [3]];

it("an error is a first label that is not valid, once for all models; an image without labels has none", () => {
  expect(listErrors(models, valid)).toEqual([
    { image: 0, label: 2, models: ["two"] },
    { image: 1, label: 5, models: ["one", "two"] },
    { image: 2, label: 6, models: ["one"] },
    { image: 2, label: 8, models: ["two"] },
  ]);
});

it("draws a sample that the seed decides, in the order of the images", () => {
  const errors = listErrors(models, valid);
  const drawn = sampleErrors(errors, 2, 1);
  expect(drawn).toHaveLength(2);
  expect(sampleErrors(errors, 2, 1)).toEqual(drawn);
  expect(sampleErrors(errors, 9, 1)).toEqual(errors);
});

it("counts a rating for each model that made the error", () => {
  const rate = (image: number, label: number, severity: "major" | "minor", cause = "") => ({
    image,
    label,
    severity,
    cause,
  });
  const { models: rated, ...all } = evaluateSeverity(models, valid, originals, [
    rate(1, 5, "major", "spurious"),
    rate(2, 6, "minor", "spurious"),
    rate(2, 1, "minor"),
    rate(-1, 1, "minor"),
  ]);
  expect(all).toMatchObject({ errors: 4, rated: 2, unused: 2, causes: [{ cause: "spurious", errors: 2 }] });
  expect(all.confusions).toMatchObject([
    { original: 1, predicted: 5, severities: { major: 1, minor: 0 } },
    { original: 2, predicted: 6, severities: { major: 0, minor: 1 } },
  ]);
  expect(rated).toMatchObject([
    { model: "one", errors: { count: 2, total: 3 }, rated: 2, shares: { major: { count: 1, total: 2 } } },
    { model: "two", errors: { count: 3, total: 3 }, rated: 1, shares: { major: { count: 1, total: 1 } } },
  ]);
  // Two of three images are errors, and half of those rated are major.
  expect(rated[0]!.major.share).toBeCloseTo(1 / 3, 12);
  expect(rated[0]!.major.interval![0]).toBeLessThan(1 / 3);
});

it("says why nothing is known of a model whose errors nobody rated, and that no errors are no major ones", () => {
  const right = { model: "right", top: { depth: 1, labels: [1, 1, 1, 1] } };
  const { models: rated } = evaluateSeverity([...models, right], valid, originals, []);
  expect(rated[0]!.major).toEqual({ share: null, interval: null, reason: "none of its errors was rated" });
  expect(rated[2]!.major).toMatchObject({ share: 0, interval: null, reason: "it makes no errors" });
});
