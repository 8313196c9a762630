import fc from "fast-check";
import { expect, it } from "vitest";
import { findOddText } from "./findOddText.ts";

it.each([
  ["a\u0000b", { path: [], what: "holds the control character U+0000. Remove it" }],
  [
    { name: "x", rows: [{ label: "\u001b[2J" }] },
    { path: ["rows", 0, "label"], what: "holds the control character U+001B. Remove it" },
  ],
  [["\ud83d"], { path: [0], what: "holds half a character (U+D83D). Remove it" }],
  [{ "a\u0085": 1 }, { path: [], what: "has a field with the control character U+0085 in its name" }],
])("%j is found", (content, found) => {
  expect(findOddText(content)).toEqual(found);
});

it("takes whatever people write", () => {
  const texts = [
    "two\r\nlines\tand a tab",
    "é 漢字 שלום 🐶🏽 👩‍👩‍👧",
    "\u200frtl\u202e",
    "",
    7,
    null,
    true,
    undefined,
  ];
  expect(findOddText({ texts, nested: { texts } })).toBeUndefined();
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: graphemes have them, too
      const plain = text.replace(/[\u0000-\u001f\u007f-\u009f]/g, "");
      expect(findOddText([plain])).toBeUndefined();
    }),
  );
});

it("does not fall into what is nested deep", () => {
  const deep = JSON.parse(`${"[".repeat(50_000)}${"]".repeat(50_000)}`);
  expect(findOddText({ deep })).toEqual({ path: ["deep"], what: "is nested more than 64 deep" });
});
