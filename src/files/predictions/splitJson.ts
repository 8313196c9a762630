import { badFile, quoted, quotedValue } from "../fileFailure.ts";
import { parseJson } from "../text/parseJson.ts";

export interface JsonPart {
  /** Its key in an object; undefined in a list. */
  key: string | undefined;
  value: unknown;
}

/** No record of one image is larger; without a limit, one broken file could fill the memory. */
const longestElement = 256e6;

const code = (character: string) => character.charCodeAt(0);
const [quote, backslash, comma, colon] = [code('"'), code("\\"), code(","), code(":")];
const openings = [code("["), code("{")];
const closings = [code("]"), code("}")];
/** White space, and the byte order mark. */
const ignored = [code(" "), code("\n"), code("\r"), code("\t"), 0xef, 0xbb, 0xbf];

/**
 * Yields the elements of a JSON list, or the values of a JSON object with their keys, one at a time: a file of a
 * million records needs the memory of one.
 *
 * It looks only for bytes below 128, which in UTF-8 never occur within another character.
 *
 * @param chunks the bytes of a UTF-8 file
 * @throws Failure `bad-file` with the number of the element
 */
export async function* splitJson(chunks: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<JsonPart> {
  let root: "list" | "object" | undefined;
  let ended = false;
  let kept: Buffer = Buffer.alloc(0);
  let room = kept;
  let [at, start] = [0, 0];
  /** Number of open brackets within the current element. */
  let depth = 0;
  let inText = false;
  let key: string | undefined;
  let elements = 0;

  const decoder = new TextDecoder("utf-8", { fatal: true });
  const textUntil = (end: number): string => {
    try {
      return decoder.decode(kept.subarray(start, end));
    } catch {
      throw badFile(file, `element ${elements + 1}: some letters are not UTF-8. Save the file as UTF-8.`);
    }
  };
  const parse = (end: number): unknown => parseJson(textUntil(end), `${file}, element ${elements + 1}`);
  const refuse = (why: string) => badFile(file, `element ${elements + 1} ${why}`);
  const takeKey = (end: number): string => {
    if (key !== undefined) throw refuse("has two colons. A comma is missing between two elements.");
    const written = parse(end);
    if (typeof written === "string") return written;
    throw refuse(`has the key ${quotedValue(written)}. Keys of JSON are texts in "quotes".`);
  };
  /** The element that the byte ends; none in an empty list. */
  const take = (end: number, byte: number): JsonPart[] => {
    const isOnly = elements === 0 && key === undefined && byte !== comma;
    if (isOnly && textUntil(end).trim() === "") return [];
    const part = { key, value: parse(end) };
    if (root === "object" && key === undefined) throw refuse("has no key.");
    key = undefined;
    elements++;
    return [part];
  };

  for await (const chunk of chunks) {
    const rest = kept.subarray(start);
    const length = rest.length + chunk.length;
    // The buffer doubles, so that a long element's bytes are not copied again with each chunk.
    if (start > 0 || length > room.length) {
      if (length > room.length) room = Buffer.allocUnsafe(2 * length);
      rest.copy(room);
    }
    room.set(chunk, rest.length);
    kept = room.subarray(0, length);
    at -= start;
    start = 0;
    if (kept.length > longestElement) throw badFile(file, `element ${elements + 1} is too long.`);
    for (; at < kept.length; at++) {
      const byte = kept[at]!;
      if (!root || ended) {
        if (ignored.includes(byte)) continue;
        if (ended || !openings.includes(byte)) {
          throw badFile(
            file,
            "it is neither one JSON list nor one JSON object. JSON lines are named .jsonl.",
          );
        }
        root = byte === openings[0] ? "list" : "object";
        start = at + 1;
      } else if (inText) {
        // The character a backslash escapes may come with the next chunk: then the loop continues after it.
        if (byte === backslash) at++;
        else if (byte === quote) inText = false;
      } else if (byte === quote) inText = true;
      else if (openings.includes(byte)) depth++;
      else if (closings.includes(byte) && depth > 0) depth--;
      else if (depth > 0) continue;
      else if (byte === colon && root === "object") {
        key = takeKey(at);
        start = at + 1;
      } else if (byte === comma || closings.includes(byte)) {
        if (byte !== comma && byte !== closings[root === "list" ? 0 : 1])
          throw refuse(
            `is followed by ${quoted(String.fromCharCode(byte))}, which cannot end a JSON ${root}.`,
          );
        yield* take(at, byte);
        start = at + 1;
        ended = byte !== comma;
      }
    }
  }
  if (!ended) throw badFile(file, `it ends within element ${elements + 1}. Copy it again.`);
}
