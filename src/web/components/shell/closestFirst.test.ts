import { expect, test } from "vitest";
import { closestFirst } from "./closestFirst.ts";

const named = (names: readonly string[]) => names.map((name) => ({ name }));
const sorted = (text: string, names: readonly string[]) =>
  closestFirst(text, named(names)).map(({ name }) => name);

test("the text itself, its beginning, a word's, its inside, and what was guessed", () => {
  const names = ["mitten", "fat-cat.jpg", "concatenation", "cat.jpg", "Cat"];
  expect(sorted("cat", names)).toEqual(["Cat", "cat.jpg", "fat-cat.jpg", "concatenation", "mitten"]);
});

test("a file named in full comes before a label that only sounds like it", () => {
  expect(sorted("ginger-kitten", ["mitten", "kitten", "ginger-kitten.jpg"])[0]).toBe("ginger-kitten.jpg");
});

test("several words are looked for where a word begins, whatever stands between", () => {
  expect(sorted("red wine", ["infrared wine", "bottle of red wine"])).toEqual([
    "bottle of red wine",
    "infrared wine",
  ]);
});

test("equals stay as they were", () => {
  expect(sorted("a", ["ab", "ac", "aa"])).toEqual(["ab", "ac", "aa"]);
});
