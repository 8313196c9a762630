import { expect, it } from "vitest";
import { voteTable } from "../testing/voteTable.ts";
import { intersection, quorum, union } from "./quorum.ts";

const votes = voteTable(["yyy", "yyn", "yym", "nnn", "nnm", "y.n", "y.."]);

it.each([
  ["union", union(votes), [1, 1, 1, 0, 0, 1, 1]],
  [
    "intersection: a maybe is no yes, and who was not asked does not count",
    intersection(votes),
    [1, 0, 0, 0, 0, 0, 1],
  ],
  ["quorum of two", quorum(votes, 2), [1, 1, 1, 0, 0, 0, 0]],
])("%s", (_name, taken, expected) => {
  expect([...taken]).toEqual(expected);
});
