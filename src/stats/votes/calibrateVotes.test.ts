import { describe, expect, it } from "vitest";
import { voteTable } from "../testing/voteTable.ts";
import {
  applyCalibration,
  calibrateVotes,
  crossFitCalibration,
  type GoldOfImages,
} from "./calibrateVotes.ts";
import { drawAnswers } from "./drawAnswers.ts";
import { voteFeatures } from "./voteFeatures.ts";

/** A repeatable source of numbers. */
function numbers(seed = 1): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

it("knows an item by its answers and by those to the image's other labels", () => {
  const votes = voteTable(["yym", "ynn", "nnn", "yyy"]);
  const [first, second, third, alone] = voteFeatures(votes, [2, 0.5, -4, 3], [0, 0, 0, 1]);
  const rival = Math.asinh(0.25);
  expect(first).toEqual([2, Math.log(3 / 1), Math.log(3), rival, 0]);
  expect(second).toEqual([0.5, Math.log(1.5 / 2.5), Math.log(3), Math.asinh(1), Math.log(2)]);
  expect(third).toEqual([-4, Math.log(0.5 / 3.5), Math.log(3), Math.asinh(1), Math.log(3)]);
  expect(alone).toEqual([3, Math.log(3.5 / 0.5), 0, Math.asinh(-5), 0]);
});

it("draws the same people's answers to all labels of an image", () => {
  const votes = voteTable(["yyyyy", "nnnnn", "mmmmm"]);
  const drawn = drawAnswers(votes, [0, 0, 1], [2], numbers());
  const people = (item: number) => [...drawn.annotator].filter((_, at) => drawn.item[at] === item).sort();
  expect(people(0)).toHaveLength(2);
  expect(people(1)).toEqual(people(0));
  expect(people(2)).toHaveLength(2);
  expect(drawn.items).toHaveLength(3);
});

/**
 * People who copy each other: one answer is drawn for an item, right seven times in ten, and all three give it.
 */
function copied(images: number): GoldOfImages {
  const random = numbers(7);
  const truth = Array.from({ length: images * 2 }, () => (random() < 0.5 ? 1 : 0));
  const rows = truth.map((true_) => (random() < 0.7 === (true_ === 1) ? "yyy" : "nnn"));
  const image = truth.map((_, item) => item >> 1);
  return { votes: voteTable(rows), truth, image, fold: image.map((at) => at % 5) };
}

describe("people who err together", () => {
  const gold = copied(400);
  const options = { depths: [3], random: numbers(3) };

  it("are taken for no surer than they are", () => {
    const { probability } = crossFitCalibration(gold, gold.votes, options);
    const yes = [...probability].filter((_, item) => gold.votes.answer[item * 3] === 2);
    const mean = yes.reduce((sum, one) => sum + one, 0) / yes.length;
    // As independent they would be .7 to the third against .3 to the third: .93.
    expect(mean).toBeGreaterThan(0.66);
    expect(mean).toBeLessThan(0.74);
  });

  it("no gold of a fold is known to its own predictions", () => {
    const before = crossFitCalibration(gold, gold.votes, options);
    const truth = Array.from(gold.truth, (value, item) => (gold.fold[item] === 2 ? 1 - value : value));
    const after = crossFitCalibration({ ...gold, truth }, gold.votes, options);
    for (let item = 0; item < truth.length; item++)
      if (gold.fold[item] === 2) expect(after.probability[item]).toBe(before.probability[item]);
    expect(after.probability[0]).not.toBe(before.probability[0]);
  });

  it("learns from as many answers as are to be joined", () => {
    const one = calibrateVotes(gold, { depths: [1], random: numbers(3) });
    const single = voteTable(["y..", "n.."]);
    const { probability } = applyCalibration(one, single, [0, 1]);
    // Learned from three answers each, one would seem to be worth less: .64.
    expect(probability[0]).toBeGreaterThan(0.68);
    expect(probability[0]).toBeLessThan(0.72);
  });
});
