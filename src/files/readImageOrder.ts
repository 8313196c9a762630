import { badFile, badRow, quoted } from "./fileFailure.ts";
import { imageName } from "./imageName.ts";
import { LabelParser, type LabelRules } from "./labels/labelParser.ts";
import { readCsvRows } from "./readCsvRows.ts";

/** The images that rows of prediction files stand for. */
export interface ImageOrder {
  keys: string[];
  /** The original labels of each image; empty where the file names none. */
  originals: number[][];
}

/**
 * Reads a CSV whose rows say which image each row of a prediction file is: columns `image` and, if it is known,
 * `label`, the original label (several with a bar between them). Other columns are not read.
 *
 * @param rules how labels are understood: indices, where no label space is named
 *
 * @throws Failure `bad-file` with file and row, `not-found`
 */
export async function readImageOrder(file: string, rules: LabelRules = {}): Promise<ImageOrder> {
  const rowOf = new Map<string, number>();
  const originals: number[][] = [];
  const parser = new LabelParser(rules);
  for await (const { row, cells } of readCsvRows(file, { required: ["image"], optional: ["label"] })) {
    const { label = "" } = cells;
    const image = imageName(cells.image!);
    if (image === "") throw badRow(file, row, "the image has no name.");
    const earlier = rowOf.get(image);
    if (earlier !== undefined) {
      throw badRow(file, row, `the image ${quoted(image)} is in row ${earlier} already.`);
    }
    rowOf.set(image, row);
    const labels = parser.parse(label, `${file}, row ${row}`);
    if (!parser.areIndices) {
      const where = `${quoted(label)} is no label index`;
      throw badRow(file, row, `${where}. Write indices, or say with --label-space what labels mean.`);
    }
    originals.push(labels.map(Number));
  }
  if (originals.length === 0) throw badFile(file, "it names no image.");
  return { keys: [...rowOf.keys()], originals };
}
