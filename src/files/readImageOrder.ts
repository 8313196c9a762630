import { Failure } from "../contract/failure.ts";
import { readCsvRows } from "./readCsvRows.ts";
import { readLabelIndex } from "./readLabelIndex.ts";

/** The images that rows of prediction files stand for. */
export interface ImageOrder {
  keys: string[];
  /** The original labels of each image; empty where the file names none. */
  originals: number[][];
}

/**
 * Reads a CSV whose rows say which image each row of a prediction file is: columns `image` and, if it is known,
 * `label`, the original label's index (several with a bar between them). Other columns are not read.
 *
 * @throws Failure `bad-file` with file and row, `not-found`
 */
export async function readImageOrder(file: string): Promise<ImageOrder> {
  const rowOf = new Map<string, number>();
  const originals: number[][] = [];
  try {
    for await (const { row, cells } of readCsvRows(file, { required: ["image"], optional: ["label"] })) {
      const { image = "", label = "" } = cells;
      if (image === "") throw new Failure("bad-file", `Row ${row}: the image has no name.`);
      const earlier = rowOf.get(image);
      if (earlier !== undefined) {
        throw new Failure("bad-file", `Row ${row}: the image "${image}" is in row ${earlier} already.`);
      }
      rowOf.set(image, row);
      const labels = label === "" ? [] : label.split("|");
      originals.push(labels.map((text) => readLabelIndex(text.trim(), `Row ${row}`)));
    }
  } catch (error) {
    if (error instanceof Failure && !error.message.includes(file)) {
      throw new Failure(error.code, `${file}: ${error.message}`, error.details);
    }
    throw error;
  }
  if (originals.length === 0) throw new Failure("bad-file", `${file} names no image.`);
  return { keys: [...rowOf.keys()], originals };
}
