import { describeBytes } from "../../describeBytes.ts";

/** What the header of a .npy file says. */
export interface NpyHeader {
  /** The type as NumPy writes it, such as "<f4". */
  descr: string;
  shape: number[];
  isFortran: boolean;
  /** Bytes before the data. */
  end: number;
}

/** No array of numbers has a longer header. */
const longestHeader = 1 << 16;

/**
 * Reads the header of a .npy file, versions 1 to 3 of the format.
 *
 * @param bytes the beginning of the file, as much of it as is available
 * @returns "more" if there are too few bytes; or what is wrong, for a person
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export function readNpyHeader(bytes: Uint8Array): NpyHeader | "more" | { wrong: string } {
  if (bytes.length < 12) return "more";
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.toString("latin1", 0, 6) !== "\u0093NUMPY") {
    const found = describeBytes(bytes);
    return { wrong: found === undefined ? "it is not a .npy file" : `it is not a .npy file, but ${found}` };
  }
  const isFirstVersion = buffer[6] === 1;
  const start = isFirstVersion ? 10 : 12;
  const end = start + (isFirstVersion ? buffer.readUInt16LE(8) : buffer.readUInt32LE(8));
  if (end - start > longestHeader) return { wrong: "its header is too long for an array of numbers" };
  if (buffer.length < end) return "more";
  // A Python dict with its fields in any order.
  const text = buffer.toString("utf8", start, end);
  const descr = /["']descr["']: *["']([^"']*)["']/.exec(text)?.[1];
  const order = /["']fortran_order["']: *(True|False)/.exec(text)?.[1];
  // Python 2 wrote an L after long numbers.
  const shape = /["']shape["']: *\(([\dL, ]*)\)/.exec(text)?.[1];
  if (order === undefined || shape === undefined) return { wrong: "its header is not one of NumPy's" };
  return {
    // A type with several fields is not a plain string here.
    descr: descr ?? "",
    shape: (shape.match(/\d+/g) ?? []).map(Number),
    isFortran: order === "True",
    end,
  };
}
