import { expect, it } from "vitest";
import { seededRandom } from "../../core/seededRandom.ts";
import { parseJson } from "../text/parseJson.ts";
import { type JsonPart, splitJson } from "./splitJson.ts";

async function* chunksOf(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function split(text: string, size: number): Promise<JsonPart[] | "refused"> {
  const parts: JsonPart[] = [];
  try {
    for await (const part of splitJson(chunksOf(text, size), "a.json")) parts.push(part);
    return parts;
  } catch (error) {
    expect(error).toMatchObject({ code: "bad-file", message: expect.stringMatching(/^a\.json[:,] /) });
    return "refused";
  }
}

/** The same by reading the text whole. */
function parse(text: string): JsonPart[] | "refused" {
  try {
    const value = parseJson(text, "a.json");
    if (typeof value !== "object" || value === null) return "refused";
    if (Array.isArray(value)) return value.map((one: unknown) => ({ key: undefined, value: one }));
    return Object.entries(value).map(([key, one]) => ({ key, value: one as unknown }));
  } catch {
    return "refused";
  }
}

/** JavaScript moves keys that are numbers to the beginning of an object. */
const sorted = (parts: JsonPart[] | "refused") =>
  parts === "refused"
    ? parts
    : parts.toSorted((one, other) => (String(one.key) < String(other.key) ? -1 : 1));

const documents = [
  '[{"image": "a.jpg", "labels": [1, 2]}, {"image": "b]\\".jpg", "labels": []}]',
  '{"a.jpg": {"scores": [0.5, 1e-3]}, "é:\\u00e9": [[1], {"x": null}], "c": true}',
  "[]",
  "{}",
  " [1, [2, [3]], {} ] ",
];
/** Whole bytes of the documents, each of which means something to JSON. */
const letters = ["[", "]", "{", "}", ",", ":", '"', "\\", " ", "1", "a"];

it.each([
  '[{"image": "a.jpg"}}',
  '{"a.jpg": 1]',
  "[1}",
  "[,1]",
  "{,}",
  "[1,]",
  '{"a": 1:2}',
  "{1: 2}",
  '{"a": 1, "b"}',
  '["a": 1]',
])("refuses %s", async (text) => {
  expect([await split(text, 64), parse(text)]).toEqual(["refused", "refused"]);
});

it("takes what is JSON and nothing else, in whatever pieces it comes", async () => {
  const random = seededRandom("pieces");
  const below = (limit: number) => Math.floor(random() * limit);
  let taken = 0;
  for (let round = 0; round < 4000; round++) {
    const bytes = Array.from(documents[round % documents.length]!);
    for (let changes = below(3); changes > 0; changes--) {
      const at = below(bytes.length + 1);
      const letter = letters[below(letters.length)]!;
      // Puts in, takes out, or replaces one character.
      bytes.splice(at, below(2), ...(below(3) > 0 ? [letter] : []));
    }
    const text = bytes.join("");
    const whole = parse(text);
    expect(sorted(await split(text, 1 + below(9))), text).toEqual(sorted(whole));
    if (whole !== "refused") taken++;
  }
  expect(taken).toBeGreaterThan(500);
});
