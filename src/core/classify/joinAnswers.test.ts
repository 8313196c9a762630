import { expect, it } from "vitest";
import type { Decision } from "../tasks/decision.ts";
import { joinAnswers, labelsOfObjects } from "./joinAnswers.ts";

/** An answer as it is stored: which of the labels 0 to 3 were ticked, in the order of their cards, the first as the main one. */
const answer = (...ticked: number[]): Decision[] =>
  [...ticked, ...[0, 1, 2, 3].filter((label) => !ticked.includes(label))].map((label, position) => ({
    label,
    answer: ticked.includes(label) ? "yes" : "no",
    how: "proposal",
    position,
    shownMs: 1000,
    ...(label === ticked[0] ? { main: true as const } : {}),
  }));

it("joins stored answers into objects, whatever the order of the cards was", () => {
  const { objects } = joinAnswers([answer(1, 0), answer(0, 1), answer(1)], [0]);
  expect(objects).toMatchObject({ mainLabel: "1", mainVotes: [2, 1], mainObject: 0, originalObject: 1 });
  expect(objects!.objects.map(([first]) => first!.label)).toEqual(["1", "0"]);
  expect(joinAnswers([answer(2, 3)], []).objects).toEqual(
    joinAnswers([answer(3, 2)], []).objects && {
      ...joinAnswers([answer(3, 2)], []).objects,
      mainLabel: "2",
      mainObject: 0,
      mainVotes: [1, 0],
    },
  );
});

it("counts who found nothing among the people, and as the answer where that is said most often", () => {
  const some = joinAnswers([answer(0), answer(), answer(0)], []);
  expect(some).toMatchObject({ answers: 3, none: 1 });
  expect(some.objects!.objects).toEqual([[{ label: "0", shareOfObject: 1, shareOfAnnotators: 2 / 3 }]]);
  expect(joinAnswers([answer(), answer(0), answer()], [])).toEqual({ answers: 3, none: 2, objects: null });
  // Of equally frequent numbers, the one that was met first.
  expect(joinAnswers([answer(), answer(0)], []).objects).toBeNull();
  expect(joinAnswers([answer(0), answer()], []).objects).not.toBeNull();
});

it("knows an original object where the image has one original label", () => {
  expect(joinAnswers([answer(0)], [0, 1]).objects).toMatchObject({ originalObject: null });
  expect(joinAnswers([answer(0)], [3]).objects).toMatchObject({ originalObject: null });
});

it("gives an image the label that most people gave each object; without objects, an expert decides", () => {
  const answers = [answer(3, 1), answer(3, 0), answer(1, 3), answer(3, 1)];
  expect(labelsOfObjects(answers)).toEqual({ agreed: true, labels: [1, 3], reasons: [] });
  expect(labelsOfObjects([answer(), answer()])).toEqual({
    agreed: false,
    labels: [],
    reasons: ["nobody-chose"],
  });
});
