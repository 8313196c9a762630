import fc from "fast-check";
import { expect, test } from "vitest";
import { diffLines } from "./diffLines.ts";

const short = { same: "", added: "+", removed: "-" };
const show = (before: string, after: string) =>
  diffLines(before, after).map(({ kind, text }) => short[kind] + text);

test("keeps what is common and puts what was removed before what took its place", () => {
  expect(show("# How\n\nOne.\nTwo.\n", "# How\n\nOne!\nTwo.\nThree.")).toEqual([
    "# How",
    "",
    "-One.",
    "+One!",
    "Two.",
    "+Three.",
  ]);
  expect(show("", "One.")).toEqual(["+One."]);
  expect(show("One.", " \n")).toEqual(["-One."]);
  expect(show("One. \r\nTwo.", "One.\nTwo.\n\n")).toEqual(["One.", "Two."]);
});

test("gives both texts back, and marks no more than it must", () => {
  const text = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 12 }).map((lines) => lines.join("\n"));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const changes = diffLines(before, after);
      const without = (kind: string) =>
        changes
          .filter((change) => change.kind !== kind)
          .map((change) => change.text)
          .join("\n");
      expect(without("added")).toBe(before);
      expect(without("removed")).toBe(after);
      if (before === after) expect(changes.every(({ kind }) => kind === "same")).toBe(true);
    }),
  );
});
