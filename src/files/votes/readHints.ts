import { badFile, badRow, quoted } from "../fileFailure.ts";
import { imageName } from "../images/imageName.ts";
import { readCsvHeader, readCsvRows } from "../text/readCsvRows.ts";

/** Further knowledge of images' labels, as numbers. */
export interface Hints {
  columns: string[];
  /** First whether anything is known of the image, 1 or 0; then a number per column, 0 if nothing is known. */
  find: (image: string, label: string) => readonly number[];
}

/**
 * Hints CSV: `image,label` and columns of numbers. A label about which nothing is known has no row; neither does such
 * an image.
 *
 * @throws Failure `bad-file` with the row, `not-found`
 */
export async function readHints(file: string): Promise<Hints> {
  const columns = (await readCsvHeader(file)).filter((name) => name !== "image" && name !== "label");
  if (columns.length === 0)
    throw badFile(file, "hints need columns of numbers beside image and label. Add one.");
  const found = new Map<string, Map<string, number[]>>();
  for await (const { row, cells } of readCsvRows(file, { required: ["image", "label", ...columns] })) {
    const [image, label] = [imageName(cells.image!), cells.label!.trim()];
    const values = columns.map((column) => {
      const text = cells[column]!.trim();
      const value = Number(text);
      if (text !== "" && Number.isFinite(value)) return value;
      throw badRow(file, row, `${quoted(text)} in the column ${column} is not a number.`);
    });
    const ofImage = found.get(image) ?? new Map<string, number[]>();
    if (ofImage.has(label)) throw badRow(file, row, `${image} has the label ${quoted(label)} twice.`);
    found.set(image, ofImage.set(label, [1, ...values]));
  }
  const unknown = [0, ...columns.map(() => 0)];
  const absent = [1, ...columns.map(() => 0)];
  return {
    columns,
    find: (image, label) => {
      const ofImage = found.get(image);
      return ofImage ? (ofImage.get(label) ?? absent) : unknown;
    },
  };
}
