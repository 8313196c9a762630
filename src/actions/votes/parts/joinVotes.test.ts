import { expect, it } from "vitest";
import { voteTable } from "../../../stats/testing/voteTable.ts";
import { joinVotes } from "./joinVotes.ts";

/** A row of letters per label of an image, a letter per person. */
const columns = (rows: string[]) => ({
  ...voteTable(rows),
  items: rows.map((_, at) => ({ image: String(at), label: "0" })),
  annotators: ["a", "b", "c"],
});
/** Person c always says the opposite of the truth, a and b the truth. */
const gold = (answers: number) => {
  const rows = Array.from({ length: answers }, (_, at) => (at % 2 === 0 ? "yyn" : "nny"));
  return { votes: columns(rows), find: (image: string) => (Number(image) % 2 === 0 ? 1 : 0) as 0 | 1 };
};
const votes = columns(["yny", "ynn", "nyy", "nyn", "ynn"]);

it("weighs people by gold once it has twenty answers of each, and by the votes before", () => {
  const known = joinVotes({ votes, gold: gold(20) }, "dawid-skene");
  expect(known.goldAnswers).toBe(60);
  // Where a and b differ, c decides: by the opposite of c's answer.
  expect(Array.from(known.probability, (share) => share > 0.5)).toEqual([false, true, false, true, true]);
  expect(joinVotes({ votes, gold: gold(19) }, "dawid-skene").goldAnswers).toBe(0);
});

it("takes no gold of which all is alike, nor for a majority", () => {
  const alike = { ...gold(40), find: () => 1 as const };
  expect(joinVotes({ votes, gold: alike }, "dawid-skene").goldAnswers).toBe(0);
  const majority = joinVotes({ votes: columns(["ymn"]), gold: gold(40) }, "majority");
  expect(majority).toEqual({ probability: Float64Array.of(0.5), goldAnswers: 0, warnings: [] });
});

it("says what to do where the votes tell nothing of people", () => {
  const alone = columns(["y..", ".n.", "..y"]);
  expect(() => joinVotes({ votes: alone, gold: gold(0) }, "dawid-skene")).toThrow(/answered by two people/);
});

it("calibrates on gold once there are fifty labels of either truth, by as many answers as votes have", () => {
  const { probability, goldAnswers } = joinVotes({ votes, gold: gold(120) }, "calibrated");
  expect(goldAnswers).toBe(360);
  // a and b have always been right on gold, c never; gold shows no case in which a and b differ.
  expect(probability[0]).toBeGreaterThan(0.1);
  expect(probability[0]).toBeLessThan(0.9);
  expect(() => joinVotes({ votes, gold: gold(98) }, "calibrated")).toThrow(/There are 49 yes and 49 no/);
  const fewer = { ...gold(120), votes: columns(Array.from({ length: 120 }, () => "y..")) };
  expect(() => joinVotes({ votes, gold: fewer }, "calibrated")).toThrow(/most gold questions 1/);
});
