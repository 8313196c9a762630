import { createReadStream, type ReadStream } from "node:fs";
import { extname } from "node:path";
import { createGunzip } from "node:zlib";
import type { Failure } from "../../contract/failure.ts";
import { findOddCharacter } from "../../contract/findOddText.ts";
import { describeBytes } from "../describeBytes.ts";
import { badFile, badRow, explainOpening } from "../fileFailure.ts";

const encodings = ["utf-8", "utf-16le", "utf-16be"] as const;

/** By the byte order mark; UTF-8 if there is none. */
function findEncoding(start: Uint8Array, file: string): (typeof encodings)[number] {
  const [a, b, c, d] = start;
  const isWide = (a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe);
  if (isWide) throw badFile(file, "it is UTF-32 text. Save it as UTF-8 and try again.");
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  const known = describeBytes(start);
  if (known !== undefined)
    throw badFile(file, `it seems to be ${known}, not text. Check the name of the file.`);
  return "utf-8";
}

/**
 * The text of a file, piece by piece, without its byte order mark: UTF-8, or UTF-16 if a mark says so; a file whose
 * name ends in `.gz` is unpacked. All text is read here.
 *
 * @throws Failure `bad-file` with the row if it is no such text, `not-found`
 */
export async function* readText(file: string): AsyncGenerator<string> {
  const source = createReadStream(file, { highWaterMark: 1 << 18 });
  try {
    yield* decodeText(isPacked(file) ? unpack(source) : (source as AsyncIterable<Buffer>), file);
  } catch (error) {
    throw explainUnpacking(error, file) ?? explainOpening(error, file);
  } finally {
    source.destroy();
  }
}

const isPacked = (file: string) => file.toLowerCase().endsWith(".gz");

/** The extension of a file's text: `.jsonl` for both `answers.jsonl` and `answers.jsonl.gz`. */
export const textExtension = (file: string): string =>
  extname(isPacked(file) ? file.slice(0, -".gz".length) : file).toLowerCase();

function unpack(source: ReadStream): AsyncIterable<Buffer> {
  const unpacked = createGunzip({ chunkSize: 1 << 18 });
  source.on("error", (error) => unpacked.destroy(error));
  return source.pipe(unpacked);
}

function explainUnpacking(error: unknown, file: string): Failure | undefined {
  const { code } = error as NodeJS.ErrnoException;
  if (!code?.startsWith("Z_")) return undefined;
  return badFile(
    file,
    code === "Z_BUF_ERROR"
      ? "it ends too early. Copy it again."
      : "its name says that it is packed by gzip, but it is not, or it is damaged.",
  );
}

async function* decodeText(source: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let start: Uint8Array = new Uint8Array(0);
  let rows = 1;
  const decode = (bytes: Uint8Array | undefined): string => {
    decoder ??= new TextDecoder(findEncoding(start, file), { fatal: true });
    let piece: string;
    try {
      piece = bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
    } catch {
      const legible = new TextDecoder(decoder.encoding).decode(bytes).split("\ufffd", 1)[0] ?? "";
      const row = rows + legible.split("\n").length - 1;
      throw badRow(file, row, "some letters are not UTF-8. Save the file as UTF-8 and try again.");
    }
    const odd = findOddCharacter(piece);
    if (odd) {
      const row = rows + piece.slice(0, odd.at).split("\n").length - 1;
      throw badRow(
        file,
        row,
        piece[odd.at] === "\0"
          ? "there is a zero character, which no text has. The file is UTF-16 without a mark, damaged or no text: save it as UTF-8."
          : `there is ${odd.name}, which names and labels cannot have. Take it out, or save the file as UTF-8 if it is no text in that encoding.`,
      );
    }
    rows += countLines(piece);
    return piece;
  };

  for await (const chunk of source) {
    if (decoder) {
      yield decode(chunk);
      continue;
    }
    // A pipe may deliver the mark in pieces.
    start = start.length === 0 ? chunk : Buffer.concat([start, chunk]);
    if (start.length >= 16) yield decode(start);
  }
  if (!decoder) yield decode(start);
  yield decode(undefined);
}

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines++;
  return lines;
}
