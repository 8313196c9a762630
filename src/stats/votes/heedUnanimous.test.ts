import { expect, it } from "vitest";
import { voteTable } from "../testing/voteTable.ts";
import { heedUnanimous } from "./heedUnanimous.ts";
import { toConsensus } from "./voteColumns.ts";

const votes = voteTable(["yy", "nn", "yn", "mm", "ym", ".."]);
const heed = (probabilities: number[], prior: number) => {
  const { probability, changed } = heedUnanimous(votes, toConsensus(Float64Array.from(probabilities)), prior);
  return { probability: [...probability], changed };
};

it("lifts what all affirm to the prior, and lowers what all deny to it, or to one half", () => {
  expect(heed([0.1, 0.9, 0.2, 0.2, 0.2, 0.2], 0.3)).toEqual({
    probability: [0.3, 0.3, 0.2, 0.2, 0.2, 0.2],
    changed: 2,
  });
  expect(heed([0.1, 0.9, 0.2, 0.2, 0.2, 0.2], 0.8).probability.slice(0, 2)).toEqual([0.8, 0.5]);
});

it("leaves alone what the model has understood, and what was not answered with one voice", () => {
  const given = [0.9, 0.1, 0.01, 0.99, 0.01, 0.99];
  expect(heed(given, 0.3)).toEqual({ probability: given, changed: 0 });
});

it("changes the log odds with the probability", () => {
  const { logOdds } = heedUnanimous(votes, toConsensus(Float64Array.of(0.1, 0, 0, 0, 0, 0)), 0.25);
  expect(logOdds[0]).toBeCloseTo(Math.log(1 / 3), 12);
});
