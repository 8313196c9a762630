import { findOddCharacter } from "../../../contract/findOddText.ts";
import { badFile } from "../../fileFailure.ts";
import { type NpyHeader, readNpyHeader } from "./npyHeader.ts";
import { npyType } from "./npyType.ts";
import { type NpzArray, readNpzArray } from "./readNpzArray.ts";

/** Some elements of a NumPy array. */
export interface NpyElements {
  header: NpyHeader;
  /** Number of elements in this piece. */
  count: number;
  /** An element as text. */
  textAt: (at: number) => string;
  /** An element as a number; undefined if the array holds texts. */
  numberAt: ((at: number) => number) | undefined;
}

const votesAdvice = "Votes are the arrays tensor, info and ids, see docs/file-formats.md.";

/** Anything longer is no name. */
const longestText = 4096;

/**
 * Reads the elements of an array in a .npz archive, some at a time, in C order: booleans, integers, floats, and texts
 * (`U`), of either byte order. Integers beyond 2^53 lose their last digits.
 *
 * @param onArray called with the array before it is unpacked, and may refuse it
 * @throws Failure `bad-file` with the array: truncated, in Fortran order, or of another type. Arrays of Python objects
 *   are refused on purpose: they are pickled, and reading a pickle can run any program.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export async function* readNpyElements(
  file: string,
  array: string,
  onArray?: (array: NpzArray) => void,
): AsyncGenerator<NpyElements> {
  let kept: Uint8Array = new Uint8Array(0);
  let header: NpyHeader | undefined;
  let read: ReturnType<typeof elementReader> | undefined;
  let left = 0;
  const refuse = (message: string) => badFile(file, `the array ${array} ${message}`);
  for await (const piece of readNpzArray(file, array, { advice: votesAdvice, ...(onArray && { onArray }) })) {
    kept = kept.length === 0 ? piece : Buffer.concat([kept, piece]);
    if (!header || !read) {
      const found = readNpyHeader(kept);
      if (found === "more") continue;
      if ("wrong" in found) throw refuse(`cannot be read: ${found.wrong}.`);
      if (found.isFortran && found.shape.length > 1) {
        throw refuse("is in Fortran order. Save numpy.ascontiguousarray of it.");
      }
      header = found;
      read = elementReader(found, refuse);
      left = found.shape.reduce((product, axis) => product * axis, 1);
      kept = kept.subarray(found.end);
      // A caller that needs only the shape gets it before anything is unpacked.
      yield { header, count: 0, ...read(kept) };
    }
    const count = Math.min(left, Math.floor(kept.length / read.width));
    if (count > 0) yield { header, count, ...read(kept) };
    left -= count;
    kept = kept.subarray(count * read.width);
    if (left === 0) return;
  }
  throw refuse("is cut off. Copy the file again from its source.");
}

type Read = (bytes: Uint8Array) => Pick<NpyElements, "textAt" | "numberAt">;

function elementReader({ descr }: NpyHeader, refuse: (message: string) => Error): Read & { width: number } {
  if (descr.includes("O")) {
    throw refuse(
      "holds pickled Python objects, which are not read: a pickle can run any program. Save numbers or texts.",
    );
  }
  const [, order, letters] = /^([<>|=])U(\d+)$/.exec(descr) ?? [];
  if (letters !== undefined) {
    if (Number(letters) > longestText || letters === "0") {
      throw refuse(`holds texts of ${letters} letters; names have 1 to ${longestText}.`);
    }
    const read: Read = (bytes) => {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      return {
        textAt: (at) => {
          const text = readText(view, 4 * Number(letters) * at, Number(letters), order !== ">");
          const odd = findOddCharacter(text);
          if (odd) throw refuse(`holds a text with ${odd.name}. Take it out.`);
          return text;
        },
        numberAt: undefined,
      };
    };
    return Object.assign(read, { width: 4 * Number(letters) });
  }
  // A boolean is a byte of 0 or 1.
  const type = npyType(descr === "|b1" ? "|u1" : descr);
  if (!type) throw refuse(`has the type "${descr}", which is not read. Save numbers or texts.`);
  const read: Read = (bytes) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const numberAt = (at: number) => type.read(view, at * type.bytes);
    return { textAt: (at) => String(numberAt(at)), numberAt };
  };
  return Object.assign(read, { width: type.bytes });
}

/** `U`: four bytes per character, padded with zeros. */
function readText(view: DataView, offset: number, letters: number, isLittle: boolean): string {
  let text = "";
  for (let letter = 0; letter < letters; letter++) {
    const code = view.getUint32(offset + 4 * letter, isLittle);
    if (code === 0) break;
    text += code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
  }
  return text;
}
