import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareUtf8 } from "./compareUtf8.ts";

describe("compareUtf8", () => {
  test("puts emoji after every other character, unlike JavaScript's own order", () => {
    expect(compareUtf8("\u{1f436}", "\uff21")).toBeGreaterThan(0);
    expect("\u{1f436}" < "\uff21").toBe(true);
  });

  test("orders as the bytes do", () => {
    const word = fc.string({
      unit: fc.constantFrom("a", "b", "/", "é", "\ud7ff", "\ue000", "\uffee", "🐶", "🐱"),
    });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(Math.sign(compareUtf8(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
  });
});
