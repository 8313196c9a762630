import { expect, test } from "vitest";
import { chooseUpTo } from "./chooseUpTo.ts";

const order = ["a", "b", "c", "d", "e"];
const choose = (chosen: string[], image: string, anchor?: string) =>
  [...chooseUpTo(new Set(chosen), image, { order, anchor, isRange: anchor !== undefined })].sort();

test("An image is chosen and given up, and a range goes either way and keeps what was chosen", () => {
  expect(choose([], "b")).toEqual(["b"]);
  expect(choose(["a", "b"], "b")).toEqual(["a"]);
  expect(choose(["b"], "d", "b")).toEqual(["b", "c", "d"]);
  expect(choose(["a", "d"], "b", "d")).toEqual(["a", "b", "c", "d"]);
  // The filter has changed since: the one chosen last is not there.
  expect(choose([], "c", "z")).toEqual(["c"]);
});
