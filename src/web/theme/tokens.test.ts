// @ts-expect-error the types here are the browser's, but tests run in Node
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css: string = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");

/** The colours of all rules with this selector, by name without dashes. */
function coloursOf(selector: string): Record<string, string> {
  const rules = css.split("}").filter((rule) => rule.includes(`\n${selector} {`));
  return Object.fromEntries(
    rules.flatMap((rule) =>
      [...rule.matchAll(/--(\w+): (#[\da-f]{6});/g)].map(([, name = "", colour = ""]) => [name, colour]),
    ),
  );
}

/** Contrast of two colours as WCAG 2 defines it: from 1 to 21. */
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const texts: [string, string[]][] = [
  ["ink", ["bg", "panel", "stage", "kbd", "accbg", "warnbg", "okbg", "badbg"]],
  ["dim", ["bg", "panel", "stage", "kbd", "accbg", "warnbg"]],
  ["acc", ["bg", "panel", "accbg", "kbd"]],
  ["onacc", ["acc", "acchover"]],
  ["warn", ["bg", "panel", "warnbg"]],
  ["ok", ["bg", "panel", "okbg"]],
  ["bad", ["bg", "panel", "badbg"]],
];
const pairs = texts.flatMap(([text, grounds]) => grounds.map((ground) => [text, ground] as const));

describe.each([
  ["light", coloursOf(":root")],
  ["dark", coloursOf(':root[data-mantine-color-scheme="dark"]')],
])("the %s scheme", (_, colours) => {
  test.each(pairs)("%s on %s can be read", (text, ground) => {
    expect(contrast(colours[text]!, colours[ground]!)).toBeGreaterThanOrEqual(4.5);
  });

  test.each([
    ["edge", "panel"],
    ["edge", "bg"],
    ["edge", "warnbg"],
    ["acc", "panel"],
  ])("%s is told apart from %s", (line, ground) =>
    expect(contrast(colours[line]!, colours[ground]!)).toBeGreaterThanOrEqual(3),
  );
});
