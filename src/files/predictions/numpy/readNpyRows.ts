import { badFile } from "../../fileFailure.ts";
import { readNpyHeader } from "./npyHeader.ts";
import { type NpyType, npyType } from "./npyType.ts";

/** What the header of a table of numbers says. */
export interface NpyTable {
  type: NpyType;
  rows: number;
  /** Numbers per row. */
  width: number;
  /** Stored column by column. */
  byColumns: boolean;
}

/** A block of consecutive rows of a table. */
export interface NpyBlock {
  header: NpyTable;
  /** The number of the first row, from 0. */
  first: number;
  rows: number;
  /** [rows, width]; valid until the next block is asked for. */
  numbers: Float32Array | Float64Array;
}

/** A longer row is no row of label scores; without a limit, a damaged header could fill the memory. */
const maxColumns = 10_000_000;
/** Bytes; an array in Fortran order is held in memory as a whole. */
const maxByColumns = 2e9;

/** Bytes converted into numbers at once; at least one row. */
const blockBytes = 1 << 20;

/**
 * Reads the rows of a .npy file one by one.
 *
 * @param chunks its bytes
 * @param name its name in messages
 * @throws Failure `bad-file` if it is no table of numbers, or ends early
 */
export async function* readNpyRows(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
): AsyncGenerator<{ header: NpyTable; numbers: Float64Array }> {
  for await (const { header, rows, numbers } of readNpyBlocks(chunks, name)) {
    const { width } = header;
    for (let row = 0; row < rows; row++) {
      yield { header, numbers: Float64Array.from(numbers.subarray(row * width, (row + 1) * width)) };
    }
  }
}

/** The same, many rows at once. */
export async function* readNpyBlocks(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
): AsyncGenerator<NpyBlock> {
  let columns: NpyBlock | undefined;
  for await (const block of readStored(chunks, name)) {
    if (!block.header.byColumns) yield block;
    else columns = block;
  }
  if (columns) yield* turn(columns);
}

/** Rows of an array stored column by column (Fortran order), which is in memory as a whole. */
function* turn({ header, numbers }: NpyBlock): Generator<NpyBlock> {
  const { rows, width } = header;
  const atOnce = Math.max(1, Math.floor(blockBytes / 8 / width));
  for (let first = 0; first < rows; first += atOnce) {
    const count = Math.min(atOnce, rows - first);
    const turned = new Float64Array(count * width);
    for (let column = 0; column < width; column++) {
      for (let row = 0; row < count; row++)
        turned[row * width + column] = numbers[column * rows + first + row]!;
    }
    yield { header, first, rows: count, numbers: turned };
  }
}

/** Blocks as stored; an array in Fortran order is a single block. */
async function* readStored(chunks: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<NpyBlock> {
  let start = new Uint8Array(0);
  let header: NpyTable | undefined;
  let block = new Uint8Array(0);
  let filled = 0;
  let done = 0;
  const take = (table: NpyTable, rows: number): NpyBlock => {
    const bytes = block.subarray(0, rows * table.width * table.type.bytes);
    const found = { header: table, first: done, rows, numbers: table.type.readAll(bytes) };
    done += rows;
    filled = 0;
    return found;
  };
  for await (const chunk of chunks) {
    let rest = chunk;
    if (!header) {
      start = Buffer.concat([start, chunk]);
      const found = readNpyHeader(start);
      if (found === "more") continue;
      if ("wrong" in found) throw badFile(name, `${found.wrong}.`);
      header = checkTable(found, name);
      rest = start.subarray(found.end);
      const rowBytes = header.type.bytes * header.width;
      const atOnce = header.byColumns ? header.rows : Math.max(1, Math.floor(blockBytes / rowBytes));
      block = new Uint8Array(Math.min(atOnce, Math.max(1, header.rows)) * rowBytes);
    }
    const rowBytes = header.type.bytes * header.width;
    while (rest.length > 0) {
      if (done === header.rows) throw badFile(name, "it goes on after its last row. Save it again.");
      const wanted = Math.min(block.length, (header.rows - done) * rowBytes);
      const piece = rest.subarray(0, wanted - filled);
      block.set(piece, filled);
      filled += piece.length;
      rest = rest.subarray(piece.length);
      if (filled === wanted) yield take(header, wanted / rowBytes);
    }
  }
  if (!header) throw badFile(name, "it is not a .npy file, or ends within its header.");
  if (done < header.rows) {
    const whole = done + Math.floor(filled / (header.type.bytes * header.width));
    throw badFile(name, `it ends after ${whole} of ${header.rows} rows. Copy it again.`);
  }
}

/** @throws Failure `bad-file` if it is not a table of numbers with a row per image */
function checkTable(
  { descr, shape, isFortran }: { descr: string; shape: number[]; isFortran: boolean },
  name: string,
): NpyTable {
  const type = npyType(descr);
  if (!type) {
    const found = descr === "" ? "no plain numbers" : `numbers of the type ${descr}`;
    throw badFile(
      name,
      `it holds ${found}. Save scores as float16, float32 or float64, or label indices as integers.`,
    );
  }
  // A one-dimensional array of whole numbers holds the first label of each image.
  const [rows, width] = shape.length === 1 && type.isIndex ? [shape[0], 1] : shape;
  if (shape.length > 2 || rows === undefined || width === undefined || width === 0) {
    throw badFile(
      name,
      `its shape is (${shape.join(", ")}). It must have two dimensions: a row per image, and its numbers.`,
    );
  }
  if (width > maxColumns) {
    throw badFile(name, `it has ${width} numbers per row; at most ${maxColumns} are read. Is it transposed?`);
  }
  // For a single row or column both orders are the same, and NumPy may state either.
  const byColumns = isFortran && rows > 1 && width > 1;
  if (byColumns && rows * width * type.bytes > maxByColumns) {
    throw badFile(
      name,
      "it is stored by columns (Fortran order) and too large to be turned. Save numpy.ascontiguousarray(array).",
    );
  }
  return { type, rows, width, byColumns };
}
