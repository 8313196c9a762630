import { expect, it } from "vitest";
import { voteTable } from "../testing/voteTable.ts";
import { annotatorGroups } from "./annotatorGroups.ts";

it("links annotators through items that they share, also by way of others", () => {
  // A and B, B and C share an item; D and E another; F is alone; G gave no answer.
  const { groupOf, sizes, sharedItems } = annotatorGroups(
    voteTable(["yn.....", ".yy....", "...ny..", ".....y."]),
  );
  expect([...groupOf]).toEqual([0, 0, 0, 1, 1, 2, -1]);
  expect(sizes).toEqual([3, 2, 1]);
  expect(sharedItems).toBe(3);
});

it("knows no group where nobody voted", () => {
  expect(annotatorGroups(voteTable([]))).toEqual({ groupOf: new Int32Array(0), sizes: [], sharedItems: 0 });
});
