import { badFile, badRow, quoted } from "./fileFailure.ts";
import { imageName } from "./imageName.ts";
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
  for await (const { row, cells } of readCsvRows(file, { required: ["image"], optional: ["label"] })) {
    const { label = "" } = cells;
    const image = imageName(cells.image!);
    if (image === "") throw badRow(file, row, "the image has no name.");
    const earlier = rowOf.get(image);
    if (earlier !== undefined) {
      throw badRow(file, row, `the image ${quoted(image)} is in row ${earlier} already.`);
    }
    rowOf.set(image, row);
    const labels = label === "" ? [] : label.split("|");
    originals.push(labels.map((text) => readLabelIndex(text.trim(), `${file}, row ${row}`)));
  }
  if (originals.length === 0) throw badFile(file, "it names no image.");
  return { keys: [...rowOf.keys()], originals };
}
