import { expect, it } from "vitest";
import { evaluateSuperclasses } from "./evaluateSuperclasses.ts";

const groups = {
  names: ["animals", "things"],
  groupOf: (label: number) => (label > 8 ? undefined : label < 5 ? 0 : 1),
};
const object = (...labels: number[]) => ({ labels, top: labels.slice(0, 1) });

it("confuses groups, not labels, and says what is in none", () => {
  const models = [{ model: "one", top: { depth: 1, labels: [2, 6, 6, 9, 1] } }];
  const originals = [[1], [1], [7], [1], [1, 7]];
  const { confusions, beside } = evaluateSuperclasses(groups, models, originals, undefined);
  expect(confusions).toMatchObject([
    {
      model: "one",
      counts: [
        [1, 1],
        [0, 1],
      ],
      same: { count: 2, total: 3 },
      outside: 1,
    },
  ]);
  expect(beside).toBeNull();
});

it("counts people's main labels, and each group of other objects once an image", () => {
  const objects = [
    { objects: [object(1, 7), object(5), object(6)], mainLabel: 5, mainObject: 1 },
    { objects: [object(1)], mainLabel: 1, mainObject: 0 },
    undefined,
  ];
  const { confusions, beside } = evaluateSuperclasses(groups, [], [[1], [1], [7]], objects);
  expect(confusions).toMatchObject([
    {
      model: null,
      counts: [
        [1, 1],
        [0, 0],
      ],
      same: { count: 1, total: 2 },
    },
  ]);
  expect(beside).toEqual({
    images: [2, 0],
    counts: [
      [0, 1],
      [0, 0],
    ],
  });
});
