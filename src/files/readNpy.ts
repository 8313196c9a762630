import { Failure } from "../contract/failure.ts";
import { readNpyHeader } from "./predictions/npyHeader.ts";
import { npyType } from "./predictions/npyType.ts";

/** An array of NumPy's, its elements in C order (the last axis runs fastest). */
export interface NpyArray {
  shape: number[];
  /** Numbers as doubles, texts as strings. */
  values: Float64Array | string[];
}

const bad = (name: string, message: string) => new Failure("bad-file", `The array ${name}: ${message}`);

/** `U`: four bytes a letter, filled up with zeros. */
function readText(view: DataView, offset: number, letters: number, isLittle: boolean): string {
  let text = "";
  for (let letter = 0; letter < letters; letter++) {
    const code = view.getUint32(offset + 4 * letter, isLittle);
    if (code === 0) break;
    text += String.fromCodePoint(code);
  }
  return text;
}

/**
 * Reads NumPy's .npy format, versions 1 to 3: booleans, integers, floats of 32 and 64 bits, and texts (`U`), of either
 * byte order. Integers beyond 2^53 lose their last digits.
 *
 * @param name for messages
 * @throws Failure `bad-file`: not such a file, cut off, an array in Fortran order, or of another type. Arrays of Python
 *   objects are refused on purpose: they are pickled, and reading a pickle can run any program.
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export function readNpy(bytes: Uint8Array, name: string): NpyArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = readNpyHeader(bytes);
  if (header === "more") throw bad(name, "is cut off. Copy the file again from its source.");
  if ("wrong" in header) throw bad(name, `${header.wrong}. Save it again with numpy.savez.`);
  const { descr: type, shape, end: data } = header;
  if (type.includes("O")) {
    throw bad(
      name,
      "holds pickled Python objects, which are not read: a pickle can run any program. Save numbers or texts.",
    );
  }
  if (header.isFortran && shape.length > 1) {
    throw bad(name, "is in Fortran order. Save numpy.ascontiguousarray of it.");
  }
  const [, order, kind, size] = /^([<>|=])([a-zA-Z])(\d+)$/.exec(type) ?? [];
  // A boolean is a byte that is 0 or 1.
  const number = npyType(type === "|b1" ? "|u1" : type);
  if (order === undefined || (kind !== "U" && number === undefined)) {
    throw bad(name, `its type "${type}" is not read. Save numbers or texts.`);
  }
  const isLittle = order !== ">";
  const count = shape.reduce((product, axis) => product * axis, 1);
  const width = kind === "U" ? 4 * Number(size) : Number(size);
  if (bytes.length < data + count * width)
    throw bad(name, "is cut off. Copy the file again from its source.");
  if (kind === "U") {
    const values = Array.from({ length: count }, (_, at) =>
      readText(view, data + at * width, width / 4, isLittle),
    );
    return { shape, values };
  }
  const values = new Float64Array(count);
  for (let at = 0; at < count; at++) values[at] = number!.read(view, data + at * width);
  return { shape, values };
}
