import { badFile, badRow, quoted } from "../fileFailure.ts";
import type { FileReading } from "../fileReading.ts";
import { imageName } from "../images/imageName.ts";
import { isUnnamed } from "../labels/wideTable.ts";
import { plainText } from "../text/plainText.ts";
import { findColumns, readCsvHeader, readCsvRows } from "../text/readCsvRows.ts";
import type { Votes } from "./votes.ts";

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
 * @param votes those that the hints are about; rows about other labels are counted and told
 * @throws Failure `bad-file` with the row, also if no row is about a label of the votes; `not-found`
 */
export async function readHints(
  file: string,
  { items }: Pick<Votes, "items">,
  onReading: (reading: FileReading) => void = () => {},
): Promise<Hints> {
  const columns = await findNumbers(file);
  const asked = new Map<string, Set<string>>();
  for (const { image, label } of items) {
    const labels = asked.get(image);
    if (labels) labels.add(label);
    else asked.set(image, new Set([label]));
  }
  const found = new Map<string, Map<string, number[]>>();
  let rows = 0;
  let example: { row: number; image: string; label: string } | undefined;
  let others = 0;
  for await (const { row, cells } of readCsvRows(file, { required: ["image", "label", ...columns] })) {
    const [image, label] = [imageName(cells.image!), plainText(cells.label!)];
    const values = columns.map((column) => {
      const text = plainText(cells[column]!);
      const value = Number(text);
      if (text !== "" && Number.isFinite(value)) return value;
      throw badRow(file, row, `${quoted(text)} in the column ${column} is not a number.`);
    });
    const ofImage = found.get(image) ?? new Map<string, number[]>();
    if (ofImage.has(label)) throw badRow(file, row, `${image} has the label ${quoted(label)} twice.`);
    found.set(image, ofImage.set(label, [1, ...values]));
    rows++;
    if (asked.get(image)?.has(label)) continue;
    others++;
    example ??= { row, image, label };
  }
  if (rows === 0) throw badFile(file, "it has no rows below its header.");
  if (others === rows) throw noneAsked(file, example!, items);
  onReading({
    file,
    format: "hints",
    used: ["image", "label", ...columns].map((name) => ({ name, as: name })),
    unused: [],
    notes: others > 0 ? [`${others} of ${rows} rows are about labels without votes`] : [],
  });
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

/** All columns but the image's and the label's: each holds numbers. */
async function findNumbers(file: string): Promise<string[]> {
  const names = await readCsvHeader(file);
  const taken = new Set(["image", "label"].flatMap((name) => findColumns(names, name, [])));
  const columns = names.filter((_, at) => !taken.has(at));
  if (columns.length === 0)
    throw badFile(file, "hints need columns of numbers beside image and label. Add one.");
  // pandas writes the number of the row into such a column.
  const nameless = names.findIndex((name, at) => !taken.has(at) && isUnnamed(name));
  if (nameless < 0) return columns;
  throw badRow(
    file,
    1,
    `the column ${nameless + 1} has no name. If it holds a hint, give it one; if it numbers the rows, take it out.`,
  );
}

function noneAsked(
  file: string,
  { row, image, label }: { row: number; image: string; label: string },
  items: Votes["items"],
) {
  const vote = items.find((item) => item.image === image) ?? items[0]!;
  return badRow(
    file,
    row,
    `no row is about a label that has votes: here is ${quoted(label)} of ${image}, and in the votes ${quoted(vote.label)} of ${vote.image}. Write images and labels as the votes do.`,
  );
}
