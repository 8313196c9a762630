import fc from "fast-check";
import { expect, it } from "vitest";
import { showControls } from "./showControls.ts";

it.each([
  ["plain text, 100 %, é, 漢字, שלום, 🐶🏽, 👩‍👩‍👧", "plain text, 100 %, é, 漢字, שלום, 🐶🏽, 👩‍👩‍👧"],
  ["two\nlines and\ta tab", "two\nlines and\ta tab"],
  ["\u001b[2Jgone", "\\u001b[2Jgone"],
  ["a\u0000b\rc\u009bd", "a\\u0000b\\u000dc\\u009bd"],
  ["photo\u202egpj.exe", "photo\\u202egpj.exe"],
  ["half \ud83d of it", "half \\ud83d of it"],
])("%j is shown as %j", (text, shown) => {
  expect(showControls(text)).toBe(shown);
});

it("leaves nothing that acts, and all of the rest", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const shown = showControls(text);
      expect(showControls(shown)).toBe(shown);
      expect(shown.isWellFormed()).toBe(true);
      expect([...shown].some((sign) => sign < " " && sign !== "\n" && sign !== "\t")).toBe(false);
      const back = shown.replace(/\\u([0-9a-f]{4})/g, (_, code) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      );
      if (!text.includes("\\u")) expect(back).toBe(text);
    }),
  );
});
