import { Failure } from "../../contract/failure.ts";
import { findOddCharacter } from "../../contract/findOddText.ts";
import { listed, quoted } from "../fileFailure.ts";

const deepest = 1000;

interface Level {
  close: "}" | "]";
  /** For an object: its keys so far. */
  keys: Set<string> | undefined;
}

/** What may come next. */
type Next = "value" | "value or end" | "key" | "key or end" | "colon" | "comma or end" | "nothing";

const whiteSpace = /[ \t\n\r]*/y;
const word = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
/** What is written in place of a value, as far as a message needs it. */
const writtenWord = /[^\s,:[\]{}"]{1,30}/y;

/**
 * Reads JSON. Unlike `JSON.parse`, it refuses an object with a repeated key, because one value would be lost, and
 * explains in words what is wrong and where.
 *
 * @param place begins messages: the file, and the line in a file of many texts
 * @throws Failure `bad-file` with the line
 */
export function parseJson(text: string, place: string): unknown {
  const odd = findOddCharacter(text);
  const mistake = odd ? { at: odd.at, message: `there is ${odd.name}. Take it out.` } : findMistake(text);
  if (mistake) {
    const [lines, column] = locate(text, mistake.at);
    const where = text.includes("\n") ? `line ${lines}` : `character ${column}`;
    throw new Failure("bad-file", `${place}, ${where}: ${mistake.message}`);
  }
  return JSON.parse(text) as unknown;
}

function locate(text: string, at: number): [line: number, column: number] {
  const before = text.slice(0, at);
  return [before.split("\n").length, at - before.lastIndexOf("\n")];
}

/** The position after a string that begins here; undefined if the string does not end. */
function endOfString(text: string, start: number): number | undefined {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code < 0x20) return undefined;
    if (code === 0x5c) at++;
  }
  return undefined;
}

function readString(text: string, start: number, end: number): string | undefined {
  try {
    return JSON.parse(text.slice(start, end)) as string;
  } catch {
    return undefined;
  }
}

/** The first mistake in a text that should be JSON. */
function findMistake(text: string): { at: number; message: string } | undefined {
  const levels: Level[] = [];
  let next: Next = "value";
  let at = 0;
  const afterValue = (): Next => (levels.length === 0 ? "nothing" : "comma or end");
  const skip = () => {
    whiteSpace.lastIndex = at;
    whiteSpace.test(text);
    at = whiteSpace.lastIndex;
  };

  for (skip(); at < text.length; skip()) {
    const letter = text[at]!;
    const level = levels.at(-1);
    const isValue: boolean = next === "value" || next === "value or end";
    if (letter === level?.close && (next === "comma or end" || next.endsWith("or end"))) {
      levels.pop();
      next = afterValue();
      at++;
    } else if (letter === "," && next === "comma or end") {
      next = level?.keys ? "key" : "value";
      at++;
    } else if (letter === ":" && next === "colon") {
      next = "value";
      at++;
    } else if (isValue && (letter === "{" || letter === "[")) {
      if (levels.length === deepest) return { at, message: `it is nested more than ${deepest} deep.` };
      levels.push({ close: letter === "{" ? "}" : "]", keys: letter === "{" ? new Set() : undefined });
      next = letter === "{" ? "key or end" : "value or end";
      at++;
    } else if (letter === '"' && (isValue || next === "key" || next === "key or end")) {
      const end = endOfString(text, at);
      if (end === undefined) return { at, message: "the text that begins here with a quote does not end." };
      const isKey: boolean = !isValue;
      // Only keys and strings with escapes need decoding; JSON.parse finds wrong escapes.
      const string = isKey || text.slice(at, end).includes("\\") ? readString(text, at, end) : "";
      if (string === undefined) return { at, message: 'there is a wrong escape after "\\".' };
      const odd = findOddCharacter(string);
      if (odd) return { at, message: `the text that begins here holds ${odd.name}. Take it out.` };
      if (isKey && level!.keys!.has(string))
        return { at, message: `${quoted(string)} comes twice. Keep one.` };
      if (isKey) level!.keys!.add(string);
      next = isKey ? "colon" : afterValue();
      at = end;
    } else {
      word.lastIndex = at;
      if (!isValue || !word.test(text)) return { at, message: describe(text, at, next, level) };
      at = word.lastIndex;
      next = afterValue();
    }
  }
  if (next === "nothing") return undefined;
  if (text.trim() === "") return { at: 0, message: "it is empty. JSON is expected." };
  const open = listed(levels.map(({ close }) => close).toReversed());
  return { at, message: `it ends too early: ${open || "a value"} is missing. Copy the file again.` };
}

const expectations: Record<Next, string> = {
  value: "a value",
  "value or end": "a value or ]",
  key: "a name in quotes",
  "key or end": "a name in quotes or }",
  colon: "a colon",
  "comma or end": "a comma or the end",
  nothing: "the end of the file",
};

function describe(text: string, at: number, next: Next, level: Level | undefined): string {
  const letter = text[at]!;
  if (letter === level?.close && (next === "value" || next === "key")) {
    return `it is not JSON: the comma before ${letter} is one too many.`;
  }
  writtenWord.lastIndex = at;
  const found = writtenWord.exec(text)?.[0] ?? letter;
  if (next === "nothing" && (letter === "{" || letter === "[")) {
    return "it is not one JSON value but several. If they are records, write one on each line, in a file called .jsonl.";
  }
  if (/^(?:[-+]?(?:nan|inf|infinity))$/i.test(found)) return `${found} is no number in JSON.`;
  if (letter === "'") return `it is not JSON: text stands in "double quotes".`;
  return `it is not JSON: ${expectations[next]} is expected, and ${quoted(found)} is found.`;
}
