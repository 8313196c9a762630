import { expect, it } from "vitest";
import { shareInterval } from "../../stats/intervals/shares/shareInterval.ts";
import { ratioInterval, sumRatio } from "../../stats/intervals/units/ratioInterval.ts";
import { confusionIntervals } from "./confusionIntervals.ts";

const votes = (answer: number[]) => ({
  items: new Array(answer.length),
  annotators: ["a"],
  item: Uint32Array.from(answer.keys()),
  annotator: new Uint32Array(answer.length),
  answer: Uint8Array.from(answer),
});

it("is the interval of a share where each image has one question, of the truth that it has", () => {
  const [own] = confusionIntervals(votes([2, 2, 0, 0, 2]), ["a", "b", "c", "d", "e"], [1, 1, 1, 0, 9], false);
  expect(own!.whenYes).toEqual({
    no: shareInterval(1, 3),
    maybe: shareInterval(0, 3),
    yes: shareInterval(2, 3),
  });
  expect(own!.whenNo).toEqual({
    no: shareInterval(1, 1),
    maybe: shareInterval(0, 1),
    yes: shareInterval(0, 1),
  });
});

it("is over images, because the questions of one are answered alike", () => {
  const answers = [2, 2, 2, 0, 0, 0, 2, 2, 2, 0, 0, 0];
  const images = answers.map((_, item) => String(Math.floor(item / 3)));
  const [own] = confusionIntervals(votes(answers), images, new Uint8Array(12).fill(1), true);
  const byImage = sumRatio([
    [3, 3],
    [0, 3],
    [3, 3],
    [0, 3],
  ]);
  expect(own!.whenYes.yes).toEqual(ratioInterval(byImage));
  expect(own!.whenYes.yes![0]).toBeLessThan(shareInterval(6, 12)![0]);
  // A maybe counts as half of each.
  expect(own!.whenYes.maybe).toBeNull();
  expect(own!.whenNo.yes).toBeNull();
});
