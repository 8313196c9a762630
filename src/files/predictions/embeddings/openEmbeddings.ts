import { extname } from "node:path";
import { Failure } from "../../../contract/failure.ts";
import { badFile, badRow, listed, quoted } from "../../fileFailure.ts";
import { hashChunks, hashFile } from "../hashFile.ts";
import { imageOfRecord, isList } from "../imageOfRecord.ts";
import { readNpyBlocks } from "../numpy/readNpyRows.ts";
import { readNpzArray } from "../numpy/readNpzArray.ts";
import { openParquetRecords } from "../parquet/parquetRecords.ts";
import { findEmbeddingColumns, findImageColumn, usualNames } from "../predictionColumns.ts";
import { readFileChunks } from "../readFileChunks.ts";

/** A block of consecutive embeddings. */
export interface EmbeddingBlock {
  /** Number of embeddings in the whole file. */
  total: number;
  width: number;
  /** Whether they are whole numbers. */
  isIndex: boolean;
  /** The number of the first one, from 0. */
  first: number;
  rows: number;
  /** [rows, width]; valid until the next block is asked for. */
  numbers: Float32Array | Float64Array;
  /** The file's names of their images; undefined if it names none. */
  images: string[] | undefined;
}

/** A file of embeddings, a row per image, read a piece at a time. */
export interface EmbeddingFile {
  namesImages: boolean;
  hash: () => Promise<string>;
  blocks: () => AsyncGenerator<EmbeddingBlock>;
}

const rowsAtOnce = 64;

/**
 * Opens embeddings, a row per image: a NumPy array, whose rows must be named by a list of images, or Parquet with a
 * column of names and one with a list of numbers.
 *
 * @param array which array of a .npz file, or which column of a Parquet file
 * @throws Failure `wrong-usage` for another format, and for an array's name where there is only one array; `bad-file`
 */
export async function openEmbeddings(file: string, array: string | undefined): Promise<EmbeddingFile> {
  if (extname(file).toLowerCase() === ".parquet") return openTable(file, array);
  const bytes = () => openArray(file, array);
  bytes();
  return {
    namesImages: false,
    hash: () => hashChunks(bytes()),
    blocks: async function* () {
      for await (const { header, first, rows, numbers } of readNpyBlocks(bytes(), file)) {
        const { rows: total, width, type } = header;
        yield { total, width, isIndex: type.isIndex, first, rows, numbers, images: undefined };
      }
    },
  };
}

/** The bytes of a NumPy array, a piece at a time. @throws Failure as `openEmbeddings` */
export function openArray(file: string, array: string | undefined): AsyncIterable<Uint8Array> {
  const extension = extname(file).toLowerCase();
  if (extension === ".npz") return readNpzArray(file, array);
  if (extension !== ".npy") {
    throw new Failure(
      "wrong-usage",
      `${file} ends in none of .npy, .npz and .parquet. Save the vectors as a NumPy array, a row for each.`,
    );
  }
  if (array !== undefined) throw new Failure("wrong-usage", `${file} is a single array: leave out --array.`);
  return readFileChunks(file);
}

async function openTable(file: string, asked: string | undefined): Promise<EmbeddingFile> {
  const { names, rows: total, read } = await openParquetRecords(file);
  const image = findImageColumn(names);
  if (image === undefined)
    throw badFile(file, `its columns are ${listed(names)}. It needs one of images (${usualNames.image}).`);
  const column = findColumn(file, names, image, asked);
  return {
    namesImages: true,
    hash: () => hashFile(file),
    blocks: async function* () {
      let width = 0;
      let first = 0;
      let images: string[] = [];
      let numbers = new Float64Array();
      const block = (): EmbeddingBlock => ({
        ...{ total, width, first, images, isIndex: false },
        rows: images.length,
        numbers: numbers.subarray(0, images.length * width),
      });
      for await (const { row, record } of read([image, column])) {
        const vector = record[column];
        if (!isList(vector)) throw badRow(file, row, `${quoted(column)} holds no list of numbers.`);
        const { length } = vector as ArrayLike<unknown>;
        if (row === 1) {
          width = length;
          numbers = new Float64Array(rowsAtOnce * width);
        }
        if (length !== width)
          throw badRow(file, row, `it has ${length} numbers, and the rows before it ${width}.`);
        const odd = Array.prototype.findIndex.call(vector, (number) => typeof number !== "number");
        if (odd >= 0) throw badRow(file, row, `number ${odd + 1} of ${quoted(column)} is no float.`);
        numbers.set(vector as ArrayLike<number>, images.length * width);
        images.push(imageOfRecord(record, image, undefined, file, row));
        if (images.length < rowsAtOnce) continue;
        yield block();
        first = row;
        images = [];
      }
      if (images.length > 0) yield block();
    },
  };
}

/** The column of embeddings: the one asked for, or named so, or the only one besides the images. */
function findColumn(
  file: string,
  names: readonly string[],
  image: string,
  asked: string | undefined,
): string {
  if (asked !== undefined) {
    if (names.includes(asked) && asked !== image) return asked;
    throw badFile(file, `it has no column ${quoted(asked)} of embeddings. Its columns are ${listed(names)}.`);
  }
  const others = names.filter((name) => name !== image);
  const called = findEmbeddingColumns(others);
  const found = called.length > 0 ? called : others;
  if (found.length === 1) return found[0]!;
  const which =
    called.length > 0
      ? `${called.map(quoted).join(" and ")} can both be the embeddings`
      : `none of its columns (${listed(names)}) is called as embeddings are (${usualNames.embedding})`;
  throw badFile(file, `${which}. --array NAME says which column holds them.`);
}
