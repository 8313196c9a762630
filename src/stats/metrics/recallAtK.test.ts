import { expect, it } from "vitest";
import { recallAtK } from "./recallAtK.ts";

it("counts valid labels among the first k, over all labels and as the mean over images", () => {
  // Image 0 has three valid labels, found at ranks 2 and 3; image 1 one, at rank 1; image 2 none.
  const top = { depth: 3, labels: [9, 1, 2, 5, 6, 7, 1, 2, 3] };
  expect(recallAtK(top, [[1, 2, 4], [5], []])).toEqual({
    total: 4,
    images: 2,
    found: [1, 2, 3],
    micro: [1 / 4, 2 / 4, 3 / 4],
    macro: [(0 + 1) / 2, (1 / 3 + 1) / 2, (2 / 3 + 1) / 2],
  });
});

it("is nothing, not 0, where no image has a label", () => {
  expect(recallAtK({ depth: 2, labels: [1, 2] }, [[]])).toMatchObject({
    total: 0,
    micro: [null, null],
    macro: [null, null],
  });
});

it("refuses a ranking of other images", () => {
  expect(() => recallAtK({ depth: 2, labels: [1, 2] }, [[1], [2]])).toThrow("not 2 images of 2");
});
