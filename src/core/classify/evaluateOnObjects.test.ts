import { expect, it } from "vitest";
import { evaluateOnObjects, type LabelledObjects } from "./evaluateOnObjects.ts";

const object = (...labels: number[]) => ({ labels, top: labels.slice(0, 1) });
const images: LabelledObjects[] = [
  { objects: [object(1, 2)], mainLabel: 1, mainObject: 0 },
  { objects: [object(3), object(4, 5)], mainLabel: 4, mainObject: 1 },
  { objects: [object(6), object(7), object(8)], mainLabel: 6, mainObject: 0 },
  // The original label names none of them.
  { objects: [object(9), object(10)], mainLabel: 9, mainObject: 0 },
];
const originals = [[2], [3], [6], [11]];
const one = (...labels: number[]) => ({ model: "one", top: { depth: 1, labels } });

it("counts by object what a model names first", () => {
  const { models, ...data } = evaluateOnObjects([one(2, 5, 6, 11)], images, originals);
  expect(data).toMatchObject({ images: 4, several: 3, originalIsMain: { count: 2, total: 3 } });
  expect(data.randomObject).toBeCloseTo((1 / 2 + 1 / 3 + 1 / 2) / 3, 12);
  expect(models).toMatchObject([
    {
      onOne: { count: 1, total: 1 },
      onSeveral: { count: 2, total: 3 },
      // 5 is a label of an object, and not the one that most people gave it.
      anyObject: { count: 2, total: 3 },
      anyObjectTop: { count: 1, total: 3 },
      mainLabel: { count: 1, total: 4 },
      onOtherMain: { count: 0, total: 1 },
    },
  ]);
});

it("says why a share is of nothing", () => {
  const { models, randomObject, originalIsMain } = evaluateOnObjects([one(1)], images.slice(0, 1), [[]]);
  expect(randomObject).toBeNull();
  expect(originalIsMain).toMatchObject({ share: null, reason: "no object bears an original label" });
  expect(models[0]).toMatchObject({
    onOne: { share: null, reason: "no such image has an original label" },
    anyObject: { share: null, reason: "no image has several objects" },
    mainLabel: { count: 1, total: 1 },
  });
});
