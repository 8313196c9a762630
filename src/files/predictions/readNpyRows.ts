import { type NpyType, npyType } from "./npyType.ts";
import { badFile } from "./predictedImage.ts";

export interface NpyHeader {
  type: NpyType;
  rows: number;
  /** Numbers per row. */
  width: number;
}

/** Longer headers are not of an array of numbers. */
const longestHeader = 1 << 16;

/** @throws Failure `bad-file` for what is not a table of numbers, one row per image */
function parseHeader(text: string, name: string): NpyHeader {
  const descr = /'descr':\s*'([^']*)'/.exec(text)?.[1];
  const shape = /'shape':\s*\(([^)]*)\)/.exec(text)?.[1]?.match(/\d+/g)?.map(Number);
  const type = descr === undefined ? undefined : npyType(descr);
  if (!type) {
    const found = descr === undefined ? "no plain numbers" : `numbers of the type ${descr}`;
    throw badFile(
      name,
      `it holds ${found}. Save scores as float16, float32 or float64, or label indices as integers.`,
    );
  }
  if (shape?.length !== 2 || shape[1] === 0) {
    throw badFile(
      name,
      `its shape is (${shape?.join(", ")}). It must have two dimensions: a row per image, and its numbers.`,
    );
  }
  const [rows, width] = shape as [number, number];
  // Of one row or one column, both orders are the same; NumPy may state either.
  if (/'fortran_order':\s*True/.test(text) && rows > 1 && width > 1) {
    throw badFile(name, "it is stored by columns (Fortran order). Save numpy.ascontiguousarray(array).");
  }
  return { type, rows, width };
}

/**
 * The rows of a .npy file, versions 1 to 3 of the format, a piece at a time.
 *
 * @param chunks its bytes
 * @param name what to call it in a message
 * @throws Failure `bad-file` for what is no table of numbers, or ends early
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export async function* readNpyRows(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
): AsyncGenerator<{ header: NpyHeader; numbers: Float64Array }> {
  let kept: Buffer = Buffer.alloc(0);
  let header: NpyHeader | undefined;
  let done = 0;
  for await (const chunk of chunks) {
    kept = kept.length === 0 ? Buffer.from(chunk) : Buffer.concat([kept, chunk]);
    if (!header) {
      const found = findHeader(kept, name);
      if (!found) continue;
      header = found.header;
      kept = kept.subarray(found.end);
    }
    const { type, width, rows } = header;
    const rowBytes = type.bytes * width;
    const view = new DataView(kept.buffer, kept.byteOffset, kept.byteLength);
    let at = 0;
    for (; done < rows && at + rowBytes <= kept.length; at += rowBytes, done++) {
      const start = at;
      const numbers = Float64Array.from({ length: width }, (_, column) =>
        type.read(view, start + column * type.bytes),
      );
      yield { header, numbers };
    }
    kept = kept.subarray(at);
  }
  if (!header) throw badFile(name, "it is not a .npy file, or ends within its header.");
  if (done < header.rows) {
    throw badFile(name, `it ends after ${done} of ${header.rows} rows. Copy it again.`);
  }
  if (kept.length > 0) throw badFile(name, "it goes on after its last row. Save it again.");
}

/** undefined while too few bytes are there. */
function findHeader(bytes: Buffer, name: string): { header: NpyHeader; end: number } | undefined {
  if (bytes.length < 12) return undefined;
  if (bytes.toString("latin1", 0, 6) !== "\u0093NUMPY") throw badFile(name, "it is not a .npy file.");
  const isFirstVersion = bytes[6] === 1;
  const start = isFirstVersion ? 10 : 12;
  const length = isFirstVersion ? bytes.readUInt16LE(8) : bytes.readUInt32LE(8);
  if (length > longestHeader) throw badFile(name, "its header is too long for an array of numbers.");
  if (bytes.length < start + length) return undefined;
  return { header: parseHeader(bytes.toString("utf8", start, start + length), name), end: start + length };
}
