import { expect, it, test } from "vitest";
import { voteTable } from "../testing/voteTable.ts";
import { inferTruth } from "./answerModel.ts";
import { crossFitGold, fitGoldInSample } from "./crossFitGold.ts";
import { dawidSkeneWithGold, fitGold } from "./dawidSkeneWithGold.ts";

test("prior .2, yes to half of the true and to a twentieth of the others: yes, yes, no has odds 13.16", () => {
  const person = [0.95, 0, 0.05, 0.5, 0, 0.5];
  const shares = Float64Array.from([...person, ...person, ...person]);
  const { logOdds, probability } = inferTruth(voteTable(["yyn"]), 0.2, { answers: 2, shares });
  expect(Math.exp(logOdds[0]!).toFixed(2)).toBe("13.16");
  expect(probability[0]!.toFixed(5)).toBe("0.92937");
});

const gold = { votes: voteTable(["yy.", "yn.", "nn.", "nm.", "yn."]), truth: [1, 1, 0, 0, 0] };

it("counts gold answers with one more in each cell; who has none gets the mean of the others' matrices", () => {
  const { prior, confusion } = fitGold(gold, 3);
  expect(prior).toBe(2 / 5);
  const rounded = (from: number) => [...confusion.shares.slice(from, from + 6)].map((x) => +x.toFixed(6));
  expect(rounded(0)).toEqual([0.5, 0.166667, 0.333333, 0.2, 0.2, 0.6]);
  expect(rounded(6)).toEqual([0.5, 0.333333, 0.166667, 0.4, 0.2, 0.4]);
  expect(rounded(12)).toEqual([0.5, 0.25, 0.25, 0.3, 0.2, 0.5]);
});

it("leaves out questions whose truth is not known", () => {
  const more = {
    votes: voteTable(["yy.", "yn.", "nn.", "nm.", "yn.", "yyy"]),
    truth: [1, 1, 0, 0, 0, Number.NaN],
  };
  expect(fitGold(more, 3)).toEqual(fitGold(gold, 3));
});

it("takes one step and no more", () => {
  const votes = voteTable(["yyy", "nnn"]);
  const { probability, confusion, prior } = dawidSkeneWithGold(votes, gold);
  expect([...probability]).toEqual([...inferTruth(votes, prior, confusion).probability]);
  const odds = (2 / 3) * (0.6 / (1 / 3)) * (0.4 / (1 / 6)) * (0.5 / 0.25);
  expect(probability[0]).toBeCloseTo(odds / (1 + odds), 10);
});

test("a cross-fitted prediction does not know its own fold", () => {
  const fold = [0, 1, 0, 1, 1];
  const before = crossFitGold(gold, fold, 3);
  const changed = crossFitGold({ ...gold, truth: [0, 1, 1, 0, 0] }, fold, 3);
  expect([changed.probability[0], changed.probability[2]]).toEqual([
    before.probability[0],
    before.probability[2],
  ]);
  expect(changed.probability[3]).not.toBe(before.probability[3]);
  expect(fitGoldInSample(gold, 3).probability[0]).toBe(dawidSkeneWithGold(gold.votes, gold).probability[0]);
});
