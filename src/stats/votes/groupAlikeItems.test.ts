import { expect, it } from "vitest";
import { groupAlikeItems } from "./groupAlikeItems.ts";

it("finds items with the same answers of the same people, in whatever order they stand", () => {
  // Items 0 and 2: both people yes. 1: the first alone, yes. 3: the first no, the second yes. 4: as 1.
  const votes = [
    [0, 0, 2],
    [0, 1, 2],
    [1, 0, 2],
    [2, 1, 2],
    [3, 0, 0],
    [2, 0, 2],
    [3, 1, 2],
    [4, 0, 2],
  ];
  const column = (at: number) => votes.map((vote) => vote[at]!);
  const { alike, times, groupOf } = groupAlikeItems({
    items: Array.from({ length: 5 }),
    annotators: ["a", "b"],
    item: Uint32Array.from(column(0)),
    annotator: Uint32Array.from(column(1)),
    answer: Uint8Array.from(column(2)),
  });
  expect([...groupOf]).toEqual([0, 1, 0, 2, 1]);
  expect([...times]).toEqual([2, 2, 1]);
  expect([...alike.item]).toEqual([0, 0, 1, 2, 2]);
  expect([...alike.annotator]).toEqual([0, 1, 0, 0, 1]);
  expect([...alike.answer]).toEqual([2, 2, 2, 0, 2]);
});
