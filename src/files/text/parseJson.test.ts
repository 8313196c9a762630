import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseJson } from "./parseJson.ts";

const refusal = (text: string): string => {
  try {
    parseJson(text, "labels.json");
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error(`${text} is read`);
};

describe("parseJson", () => {
  test("reads what JSON.parse reads, whatever the white space", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(0, 1, "\t"), (value, indent) => {
        const text = ` ${JSON.stringify(value, null, indent)}\r\n`;
        expect(parseJson(text, "f")).toEqual(JSON.parse(text));
      }),
    );
  });

  test("refuses what JSON.parse refuses, in its own words", () => {
    const damaged = fc
      .tuple(fc.jsonValue({ maxDepth: 3 }), fc.nat(), fc.constantFrom("", ",", "}", "]", '"', "x", ":", "\\"))
      .map(([value, at, put]) => {
        const text = JSON.stringify(value);
        const place = at % (text.length + 1);
        return text.slice(0, place) + put + text.slice(place + (put === "" ? 1 : 0));
      });
    fc.assert(
      fc.property(damaged, (text) => {
        let theirs: string | undefined;
        try {
          JSON.parse(text);
        } catch (error) {
          theirs = (error as Error).message;
        }
        if (theirs === undefined) return;
        const ours = refusal(text);
        expect(ours).toMatch(/^labels\.json, (line|character) \d+: /);
        expect(ours).not.toMatch(/unexpected|token|position|undefined/i);
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['{"a.jpg": [1], "a.jpg": [2]}', '"a.jpg" comes twice. Keep one.'],
    ['{"\\u0061": 1, "a": 2}', '"a" comes twice. Keep one.'],
    ['[{"a": 1}, {"b": {"a": 1, "a": 1}}]', '"a" comes twice. Keep one.'],
    ["[1, 2,]", "the comma before ] is one too many."],
    ["{'a': 1}", 'text stands in "double quotes".'],
    ['{"a": NaN}', "NaN is no number in JSON."],
    ['{"a": [1', "it ends too early: ], } is missing. Copy the file again."],
    [
      '{"a": 1}\n{"a": 2}',
      "line 2: it is not one JSON value but several. If they are records, write one on each line, in a file called .jsonl.",
    ],
    ["", "it is empty. JSON is expected."],
    ["image,label\na,1", 'a value is expected, and "image" is found.'],
    ["[".repeat(5000), "it is nested more than 1000 deep."],
  ])("%j: %s", (text, message) => {
    expect(refusal(text)).toContain(message);
  });

  test("the same name in different objects is no repetition", () => {
    expect(parseJson('[{"a": 1}, {"a": {"a": 2}}]', "f")).toEqual([{ a: 1 }, { a: { a: 2 } }]);
  });

  test("quotes the beginning of what is long", () => {
    const long = "x".repeat(1e6);
    expect(refusal(`{"${long}": 1, "${long}": 2}`).length).toBeLessThan(200);
  });
});
