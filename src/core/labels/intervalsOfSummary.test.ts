import { expect, it } from "vitest";
import { shareInterval } from "../../stats/intervals/shares/shareInterval.ts";
import { skewedMeanInterval } from "../../stats/intervals/skewedMeanInterval.ts";
import { intervalsOfSummary } from "./intervalsOfSummary.ts";
import { summarizeLabels } from "./summarizeLabels.ts";

const resultOf = (counts: readonly number[]) => intervalsOfSummary(summarizeLabels(counts));

it("gives each share of images the interval of a share, and the mean that of a skewed mean", () => {
  const counts = [0, 1, 1, 2, 3, 7];
  expect(resultOf(counts)).toEqual({
    none: shareInterval(1, 6),
    one: shareInterval(2, 6),
    two: shareInterval(1, 6),
    more: shareInterval(2, 6),
    multi: shareInterval(3, 6),
    // Below 0 there is no number of labels.
    mean: [0, skewedMeanInterval(counts)![1]],
  });
});

it("says why the mean has none", () => {
  expect(resultOf([])).toMatchObject({ multi: null, mean: null, meanMissing: "there is no image" });
  expect(resultOf([2])).toMatchObject({
    mean: null,
    meanMissing: expect.stringContaining("one image alone"),
  });
  expect(resultOf([2, 2])).toMatchObject({
    mean: null,
    meanMissing: expect.stringContaining("the same number"),
  });
});
