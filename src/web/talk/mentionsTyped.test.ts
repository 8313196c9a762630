import { expect, it } from "vitest";
import { findTyped, toNames, toTokens } from "./mentionsTyped.ts";

const people = [
  { id: "1", name: "Ann" },
  { id: "2", name: "Ann Lee" },
  { id: "3", name: "Bo (lead)" },
];

it("writes people by id and shows them by name, the longer name first", () => {
  const typed = "@Ann Lee and @Ann, not @Bo, but @Bo (lead)";
  const stored = "@{2} and @{1}, not @Bo, but @{3}";
  expect(toTokens(typed, people)).toBe(stored);
  expect(toNames(stored, people)).toBe(typed);
});

it("finds the name that is being typed, with the people whom it may be", () => {
  const at = (text: string) => findTyped(text, text.length, people);
  expect(at("ask @an")).toMatchObject({ from: 4, people: [{ id: "1" }, { id: "2" }] });
  expect(at("ask @Ann L")?.people).toEqual([people[1]]);
  expect(at("@")?.people).toEqual(people);
  // By a single word of a name, but not within a word.
  expect(at("@lee")?.people).toEqual([people[1]]);
  expect(at("ann@lee")).toBeNull();
  expect(at("@Ann Lee ")).toBeNull();
  expect(at("@nobody")).toBeNull();
});
