import { existsSync } from "node:fs";
import { extname } from "node:path";
import { badFile, listed } from "../../fileFailure.ts";
import { readNpyElements } from "../numpy/readNpyElements.ts";
import { readNpyBlocks } from "../numpy/readNpyRows.ts";
import { readNpzArray } from "../numpy/readNpzArray.ts";
import { openArray } from "./openEmbeddings.ts";

export interface LabelVectors {
  /** [count, size], each scaled to length 1. */
  rows: Float32Array;
  count: number;
  size: number;
  /** The label of each row, as the archive writes it; undefined if it holds no names. */
  names: string[] | undefined;
}

/** The arrays in an archive written by `models/export/openclip_to_onnx.py`. */
const [vectorsArray, namesArray] = ["vectors", "names"];
const maxNamed = 10;

/** The file of names beside a file of vectors; undefined if there is none. */
export function namesBeside(file: string): string | undefined {
  const beside = `${file.slice(0, file.length - extname(file).length)}.txt`;
  return existsSync(beside) ? beside : undefined;
}

/**
 * Reads the label vectors that a text tower made: a NumPy array of floats with a row per label.
 *
 * @param options.array which array of a .npz file; "vectors" by default
 * @param options.size how many numbers a row must have, as vectors of `model` do
 * @throws Failure `bad-file` naming the first rows that are no vectors
 */
export async function readLabelVectors(
  file: string,
  { array, size, model }: { array?: string | undefined; size: number; model: string },
): Promise<LabelVectors> {
  const isArchive = extname(file).toLowerCase() === ".npz";
  let hasNames = false;
  const onArray = ({ others }: { others: string[] }) => {
    hasNames = others.includes(namesArray);
  };
  const chunks = isArchive ? readNpzArray(file, array ?? vectorsArray, { onArray }) : openArray(file, array);
  const blocks: Float32Array[] = [];
  const problems: string[] = [];
  let wrong = 0;
  let count = 0;
  for await (const { header, first, rows, numbers } of readNpyBlocks(chunks, file)) {
    if (header.type.isIndex) throw badFile(file, "it holds whole numbers, and vectors of labels are floats.");
    if (header.width !== size) {
      const isTurned = header.rows === size ? " Is it transposed?" : "";
      throw badFile(
        file,
        `its vectors have ${header.width} numbers, and ${model} gives ${size} for an image: they must be of the same ` +
          `model.${isTurned}`,
      );
    }
    const block = Float32Array.from(numbers);
    for (let row = 0; row < rows; row++) {
      const vector = block.subarray(row * size, (row + 1) * size);
      const reason = scaleToUnit(vector, numbers.subarray(row * size, (row + 1) * size));
      if (reason !== undefined && wrong++ < maxNamed) problems.push(`row ${first + row + 1}: ${reason}`);
    }
    blocks.push(block);
    count = header.rows;
  }
  if (wrong > 0) {
    const more = wrong > maxNamed ? ` and ${wrong - maxNamed} more` : "";
    throw badFile(file, `${problems.join("; ")}${more}. Each label needs a vector: compute them again.`);
  }
  const rows = new Float32Array(count * size);
  let at = 0;
  for (const block of blocks) {
    rows.set(block, at);
    at += block.length;
  }
  return { rows, count, size, names: hasNames ? await readNames(file, count) : undefined };
}

/** Scales a vector to length 1 in place. @returns why it cannot be scaled */
function scaleToUnit(vector: Float32Array, exact: ArrayLike<number>): string | undefined {
  let squares = 0;
  for (let at = 0; at < exact.length; at++) {
    const value = exact[at]!;
    if (!Number.isFinite(value)) return `number ${at + 1} is ${value}, not a finite one`;
    squares += value * value;
  }
  const length = Math.sqrt(squares);
  if (length === 0) return "all of its numbers are 0";
  if (!Number.isFinite(length)) return "its numbers are too large";
  for (let at = 0; at < vector.length; at++) vector[at] = exact[at]! / length;
  return undefined;
}

async function readNames(file: string, rows: number): Promise<string[]> {
  const names: string[] = [];
  for await (const { header, count, textAt } of readNpyElements(file, namesArray)) {
    if (header.shape.length !== 1 || header.shape[0] !== rows) {
      throw badFile(
        file,
        `the array ${namesArray} has the shape (${listed(header.shape.map(String))}), and there are ${rows} vectors: it names each.`,
      );
    }
    for (let at = 0; at < count; at++) names.push(textAt(at));
  }
  return names;
}
