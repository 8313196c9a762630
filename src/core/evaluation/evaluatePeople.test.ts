import { expect, it } from "vitest";
import { evaluatePeople } from "./evaluatePeople.ts";

it("a person is right with any valid label, and an image without one counts for nobody", () => {
  const valid = [[1, 2], [1], [], [3]];
  const originals = [[1], [1], [3], [3]];
  const answer = (annotator: string, image: number, label: number) => ({
    annotator,
    image,
    label,
    valid: valid[image]!,
  });
  const answers = [
    answer("ann", 0, 2),
    answer("ann", 1, 2),
    answer("ann", 2, 3),
    answer("ann", 3, 3),
    answer("ben", 0, 9),
  ];
  const { people, models } = evaluatePeople(
    answers,
    [{ model: "one", top: { depth: 1, labels: [1, 1, 3, 4] } }],
    originals,
  );
  expect(people).toMatchObject([
    // One of two images of class 1, and the only one of class 3.
    { name: "ann", right: { count: 2, total: 3 }, perClass: { value: 0.75, n: 2 }, without: 1 },
    { name: "ben", right: { count: 0, total: 1 }, perClass: { value: 0, n: 1 }, without: 0 },
  ]);
  expect(models).toMatchObject([
    { name: "one", right: { count: 2, total: 3 }, perClass: { value: 0.5, n: 2 } },
  ]);
  for (const { right, perClass } of [...people, ...models]) {
    expect(right.interval![0]).toBeLessThan(right.interval![1]);
    expect(perClass.interval![0]).toBeLessThan(perClass.interval![1]);
  }
});

it("says why nothing is known", () => {
  const { people } = evaluatePeople([{ annotator: "ann", image: 0, label: 1, valid: [] }], [], [[]]);
  expect(people).toMatchObject([
    {
      right: { share: null, reason: "no image has a valid label" },
      perClass: { value: null, reason: expect.any(String) },
    },
  ]);
});

it("a model is right as often as it would be by each person's labels, where these differ", () => {
  const answers = [
    { annotator: "ann", image: 0, label: 1, valid: [1, 2] },
    { annotator: "ben", image: 0, label: 2, valid: [1] },
    { annotator: "cy", image: 0, label: 3, valid: [] },
  ];
  const { people, models } = evaluatePeople(
    answers,
    [{ model: "one", top: { depth: 1, labels: [2] } }],
    [[1]],
  );
  expect(people.map(({ right }) => right.share)).toEqual([1, 0, null]);
  expect(models).toMatchObject([{ right: { share: 0.5, total: 1 }, without: 0 }]);
});
