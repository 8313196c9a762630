import { expect, test } from "vitest";
import { combineSources } from "./combineSources.ts";
import { weighSources } from "./weighSources.ts";

/** A source that gives 1 to one label of each image; NaN where it says nothing. */
const source = (name: string, labels: (number | null)[], classes = 2) => ({
  name,
  probabilities: Float32Array.from(
    labels.flatMap((label) =>
      Array.from({ length: classes }, (_, at) => (label === null ? Number.NaN : at === label ? 1 : 0)),
    ),
  ),
});

test("who agrees with the others counts more, and who says anything nothing", () => {
  const truth = [0, 0, 0, 0, 1, 1, 1, 1];
  const right = ["a", "b", "c"].map((name) => source(name, truth));
  // Right on half of each label: no more than by chance.
  const noise = source("noise", [0, 1, 0, 1, 0, 1, 0, 1]);
  // One of eight is wrong: observed 7/8, chance (5 * 4 + 3 * 4) / 64 = 1/2, so 3/4.
  const good = source("good", [0, 0, 0, 0, 0, 1, 1, 1]);
  const sources = [...right, good, noise];
  const weights = weighSources(sources, 8, 2);
  expect(weights.map((weight) => weight.toFixed(4))).toEqual([
    "1.0000",
    "1.0000",
    "1.0000",
    "0.7500",
    "0.0000",
  ]);
  const { probabilities, speaking } = combineSources(sources, 8, 2, weights);
  expect([...probabilities.subarray(8, 10)].map((p) => p.toFixed(4))).toEqual(["0.2000", "0.8000"]);
  expect([...speaking]).toEqual([5, 5, 5, 5, 5, 5, 5, 5]);
});

test("two sources, and sources of which nothing tells who is right, count the same", () => {
  expect(weighSources([source("a", [0, 1]), source("b", [1, 1])], 2, 2)).toEqual([1, 1]);
  const none = [source("a", [0, null]), source("b", [null, 1]), source("c", [null, null])];
  expect(weighSources(none, 2, 2)).toEqual([1, 1, 1]);
});
