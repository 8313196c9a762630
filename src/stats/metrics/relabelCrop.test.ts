import { expect, test } from "vitest";
import { relabelCrop } from "./relabelCrop.ts";

/** 4 x 3 places with two labels of six each. */
const map = {
  ...{ width: 4, height: 3, depth: 2 },
  labels: [0, 4, 2, 1, 3, 0, 3, 4, 4, 2, 3, 4, 2, 1, 2, 5, 0, 3, 1, 4, 5, 1, 5, 0],
  values: [
    -0.97, -0.37, 0.72, -0.84, 1.83, -0.64, 3.63, 3.46, 2.57, 4.33, 1.71, 3.8, -0.1, 1.41, -0.67, 1.76, 0.05,
    4.7, 4.08, 4.25, 2.89, 0.29, 4.7, -0.93,
  ],
};

/** torchvision 0.21.0: softmax of `roi_align(dense, [[0, left * 4 - .5, top * 3 - .5, ...]], (1, 1))`. */
const expected: [crop: [number, number, number, number], probabilities: number[]][] = [
  [
    [0, 0, 1, 1],
    [0.06913653, 0.12841277, 0.12154078, 0.22877749, 0.266689, 0.18544343],
  ],
  [
    [0.1, 0.2, 0.5, 0.6],
    [0.06019505, 0.11229622, 0.14445098, 0.15732916, 0.45064964, 0.07507895],
  ],
  [
    [0.55, 0.4, 0.2, 0.1],
    [0.10791308, 0.28926004, 0.09437971, 0.11200305, 0.11200305, 0.28444107],
  ],
  [
    [0.7, 0.7, 0.3, 0.3],
    [0.00586033, 0.01306851, 0.0123321, 0.0123321, 0.0123321, 0.94407486],
  ],
  [
    [0, 0, 0.05, 0.9],
    [0.05347589, 0.07659749, 0.37473943, 0.2480336, 0.1705561, 0.07659749],
  ],
];

test.each(expected)("the soft label of the crop %j is torchvision's", (crop, probabilities) => {
  const [left, top, width, height] = crop;
  const found = relabelCrop(map, 6, { left, top, width, height });
  for (const [label, probability] of probabilities.entries())
    expect(found[label]).toBeCloseTo(probability, 7);
  // The same crop of an image of which the map shows a quarter.
  const part = { left: 0.25, top: 0.5, width: 0.5, height: 0.5 };
  const within = { left: 0.25 + left / 2, top: 0.5 + top / 2, width: width / 2, height: height / 2 };
  for (const [label, one] of relabelCrop(map, 6, within, part).entries())
    expect(one).toBeCloseTo(found[label]!, 10);
});
