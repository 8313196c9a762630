import { extname } from "node:path";
import { badFile, badRow, listed, quoted } from "../fileFailure.ts";
import type { FileReading } from "../fileReading.ts";
import { DecidingColumns } from "../labels/decidingColumns.ts";
import { parseJson } from "../text/parseJson.ts";
import { plainText } from "../text/plainText.ts";
import { type CsvColumns, findColumns, readCsvHeader, readCsvRows, readHeader } from "../text/readCsvRows.ts";
import { readKeyList } from "../text/readKeyList.ts";
import { readTextLines } from "../text/readTextLines.ts";
import { imageName } from "./imageName.ts";
import { isWebAddress } from "./nameOfAddress.ts";

/** A row of a manifest, as it is written. */
export interface ManifestRow {
  /** CSV: as a spreadsheet counts, the header being row 1. JSON lines: the line. */
  row: number;
  image: string;
  /** The label field: text with one or several, in JSON also a number or a list; "" if empty. */
  label: unknown;
  /** If no label is read: the values of the unread columns, by name. */
  others?: Readonly<Record<string, unknown>>;
}

/** The columns, and their names in other common tools. */
const columns = {
  required: ["image"],
  optional: ["label"],
  aliases: {
    image: words(
      "images img file files filename filenames file_name file_names filepath file_path path paths image_path imagepath image_file image_name imagename relative_path",
    ),
    label: words(
      "labels class classes class_name classname class_label category categories target targets tag tags original_label original_labels original ground_truth groundtruth gt label_name wnid synset",
    ),
  },
} satisfies CsvColumns;

function words(text: string): string[] {
  return text.split(" ");
}

const isJsonLines = (file: string): boolean => /\.(jsonl|ndjson)$/i.test(file);

/**
 * Streams the rows of a manifest: a CSV (with commas, semicolons or tabs) with a column for the image and optionally
 * one for its label, JSON lines with such fields, or a text file with an image on each line. The first bad row ends it.
 * Images are named as the manifest writes them: `manifestPath` finds their place.
 *
 * @param onReading gets what will be read, before the first row; for JSON lines, which may differ, at each new field
 * @throws Failure `bad-file` with file and row; `not-found`
 */
export function readManifest(
  file: string,
  onReading: (reading: FileReading) => void = () => {},
): AsyncGenerator<ManifestRow> {
  if (extname(file).toLowerCase() === ".json") {
    throw badFile(
      file,
      'as a manifest, JSON has a record on each line ({"image": "a.jpg", "label": "cat"}) and the extension .jsonl.',
    );
  }
  if (/\.txt$/i.test(file)) return readNames(file, onReading);
  return isJsonLines(file) ? readJsonRows(file, onReading) : readCells(file, onReading);
}

async function* readCells(
  file: string,
  onReading: (reading: FileReading) => void,
): AsyncGenerator<ManifestRow> {
  const names = await readCsvHeader(file);
  const unused: string[] = [];
  const onUnknownColumns = (unknown: string[]) => unused.push(...unknown);
  const positions = readHeader(names, { ...columns, onUnknownColumns }, file);
  const used = [...positions].map(([as, position]) => ({ name: plainText(names[position]!), as }));
  const hasLabel = positions.has("label");
  const deciding = new DecidingColumns(hasLabel ? unused : []);
  const optional = hasLabel ? [...columns.optional, ...deciding.names] : [...new Set(unused)].filter(Boolean);
  let isFirst = true;
  for await (const { row, cells } of readCsvRows(file, { ...columns, optional })) {
    if (isFirst) onReading({ file, format: "a manifest", used, unused, notes: [] });
    isFirst = false;
    deciding.add(imageName(cells.image!), (name) => cells[name]);
    yield { row, image: cells.image!, label: cells.label ?? "", ...(!hasLabel && { others: cells }) };
  }
  refuseDeciding(deciding, file);
}

function refuseDeciding(deciding: DecidingColumns, file: string): void {
  const wrong = deciding.find();
  if (wrong !== undefined) throw badFile(file, `${wrong} Nothing was imported.`);
}

async function* readJsonRows(
  file: string,
  onReading: (reading: FileReading) => void,
): AsyncGenerator<ManifestRow> {
  const known = new Map<string, Map<string, number>>();
  const seen: FileReading = { file, format: "a manifest of JSON lines", used: [], unused: [], notes: [] };
  const deciding = new DecidingColumns([]);
  for await (const { row, line } of readTextLines(file)) {
    if (line.trim() === "") continue;
    const value = parseJson(line, `${file}, row ${row}`);
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw badRow(
        file,
        row,
        `${quoted(JSON.stringify(value))} is no record like {"image": "a.jpg", "label": "cat"}.`,
      );
    }
    const names = Object.keys(value);
    const kind = JSON.stringify(names);
    const fields = known.get(kind) ?? findFields(file, row, names, seen);
    if (!known.has(kind)) {
      known.set(kind, fields);
      if (fields.has("label")) deciding.watch(seen.unused);
      onReading({ ...seen });
    }
    const values = Object.values(value) as unknown[];
    const image = values[fields.get("image")!];
    if (typeof image !== "string")
      throw badRow(file, row, `the image is ${quoted(JSON.stringify(image))}, not a name.`);
    deciding.add(imageName(image), (name) => (value as Record<string, unknown>)[name]);
    const position = fields.get("label");
    if (position === undefined) yield { row, image, label: "", others: value as Record<string, unknown> };
    else yield { row, image, label: values[position] ?? "" };
  }
  refuseDeciding(deciding, file);
}

/** Finds which fields of a record are read, and adds them to the known ones. */
function findFields(
  file: string,
  row: number,
  names: readonly string[],
  seen: FileReading,
): Map<string, number> {
  const fields = new Map<string, number>();
  for (const wanted of ["image", "label"] as const) {
    const [position, other] = findColumns(names, wanted, columns.aliases[wanted]);
    if (other !== undefined) {
      const both = [position!, other].map((at) => quoted(names[at]!)).join(" and ");
      throw badRow(
        file,
        row,
        `${both} both can be the ${wanted}. Call one of them "${wanted}", or take one out.`,
      );
    }
    if (position !== undefined) fields.set(wanted, position);
    else if (wanted === "image")
      throw badRow(file, row, `the record has no field "image", but ${listed(names.map(quoted)) || "none"}.`);
  }
  const roles = new Map([...fields].map(([as, position]) => [position, as]));
  for (const [position, name] of names.entries()) {
    const as = roles.get(position);
    if (as === undefined && !seen.unused.includes(name)) seen.unused.push(name);
    if (as !== undefined && !seen.used.some((known) => known.name === name)) seen.used.push({ name, as });
  }
  return fields;
}

/** Whether a column of that name would be read as the image. */
export const namesImage = (name: string): boolean =>
  ["image", ...columns.aliases.image].includes(plainText(name).toLowerCase());

/** Whether a column of that name would be read as the label. */
export const namesLabel = (name: string): boolean =>
  ["label", ...columns.aliases.label].includes(plainText(name).toLowerCase());

async function* readNames(
  file: string,
  onReading: (reading: FileReading) => void,
): AsyncGenerator<ManifestRow> {
  onReading({ file, format: "a list of images", used: [], unused: [], notes: [] });
  // An address has "//" in it.
  const nameOf = (written: string) => (isWebAddress(written) ? written : imageName(written));
  for (const [at, image] of (await readKeyList(file, nameOf)).entries())
    yield { row: at + 1, image, label: "" };
}
