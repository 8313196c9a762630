import { expect, it } from "vitest";
import { precisionAtK } from "./precisionAtK.ts";

it("counts valid labels among the first k labels named", () => {
  const top = { depth: 3, labels: [9, 1, 2, 5, 6, 7, 1, 2, 3] };
  expect(precisionAtK(top, [[1, 2, 4], [5], []])).toEqual({
    valid: [1, 2, 3],
    named: [2, 4, 6],
    share: [1 / 2, 2 / 4, 3 / 6],
  });
});

it("divides by what was named where rankings end earlier", () => {
  expect(precisionAtK({ depth: 3, labels: [1, -1, -1, 2, 3, -1] }, [[1], [3]])).toEqual({
    valid: [1, 2, 2],
    named: [2, 3, 3],
    share: [1 / 2, 2 / 3, 2 / 3],
  });
});

it("is nothing, not 0, where nothing was named", () => {
  expect(precisionAtK({ depth: 1, labels: [4, -1] }, [[], [2]]).share).toEqual([null]);
});
