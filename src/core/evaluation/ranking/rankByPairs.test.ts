import { expect, it } from "vitest";
import { pairModels } from "./pairModels.ts";
import { rankByPairs } from "./rankByPairs.ts";

const images = 60;
const all = new Uint8Array(images).fill(1);
/** Right on the first so many images. */
const model = (name: string, right: number) => ({
  model: name,
  right: all.map((_, image) => (image < right ? 1 : 0)),
});
const rank = (models: ReturnType<typeof model>[]) =>
  rankByPairs(
    models.map(({ model: name, right }) => ({
      model: name,
      right: right.reduce((sum, one) => sum + one, 0),
    })),
    pairModels(models, all),
  );

it("leaves open the ranks of models that are not told apart", () => {
  // 55 and 52 differ on 3 images: p = .25. 30 differs from both by 22 or more.
  expect(rank([model("a", 55), model("b", 52), model("c", 30)])).toEqual([
    { value: 1, interval: [1, 2] },
    { value: 2, interval: [1, 2] },
    { value: 3, interval: [3, 3] },
  ]);
});

it("corrects for the number of models: what differs alone may not among many", () => {
  // 7 images of one model alone: p = .0156, which is below .05 / 2 and not below .05 / 9.
  const two = rank([model("a", 57), model("b", 50)]);
  expect(two[0]!.interval).toEqual([1, 1]);
  const many = rank([model("a", 57), ...Array.from({ length: 9 }, (_, at) => model(`b${at}`, 50))]);
  expect(many[0]).toEqual({ value: 1, interval: [1, 10] });
  expect(many[1]).toEqual({ value: 2, interval: [1, 10] });
});

it("gives no rank to what is not evaluated", () => {
  expect(rankByPairs([{ model: "a", right: null, reason: "it proposed the labels" }], [])).toEqual([
    { value: null, interval: null, reason: "it proposed the labels" },
  ]);
});
