import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { z } from "zod";
import { Failure } from "../contract/failure.ts";
import { readCsvRows } from "./readCsvRows.ts";

/** One image of a manifest. */
export interface ManifestRow {
  /** CSV: as a spreadsheet counts, the header being row 1. JSONL: the line. */
  row: number;
  /** As written, relative to the images' folder, `/`-separated; "." and empty parts are taken out. */
  path: string;
  /** The path in Unicode form NFC. Whether it is unique is for the reader to find out. */
  key: string;
  /** The original labels as written; none if there is no such column or cell. */
  labels: string[];
}

export interface ManifestOptions {
  /** By default `.jsonl` and `.ndjson` are JSONL, every other name is CSV. */
  format?: "csv" | "jsonl";
  /** Told once of columns other than `image` and `label`, which are not read. */
  onUnknownColumns?: (names: string[]) => void;
}

const badRow = (row: number, message: string): Failure =>
  new Failure("bad-file", `Row ${row}: ${message}`, { row });

/** The parts of a relative path; refuses what could lead out of the folder or to another machine. */
function splitPath(row: number, written: string): string[] {
  const quoted = JSON.stringify(written);
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(written)) {
    throw badRow(row, `${quoted} is an address. Load the image into the folder and give its path.`);
  }
  if (/^[/\\]|^[a-z]:[/\\]/i.test(written)) {
    throw badRow(row, `${quoted} is an absolute path. Give it relative to the images' folder.`);
  }
  if (written.split(/[/\\]/).includes("..")) {
    throw badRow(row, `${quoted} leads out of the images' folder by "..". Give a path inside of it.`);
  }
  if (written.includes("\0")) throw badRow(row, `${quoted} holds a zero character. Take it out.`);
  const parts = written.split("/").filter((part) => part !== "" && part !== ".");
  if (parts.length === 0) throw badRow(row, "no image is named. Write its path, or take the row out.");
  return parts;
}

function makeRow(row: number, image: string, labels: string[]): ManifestRow {
  const path = splitPath(row, image).join("/");
  const given = labels.map((label) => label.trim()).filter((label) => label !== "");
  return { row, path, key: path.normalize("NFC"), labels: given };
}

async function* readCsv(file: string, options: ManifestOptions): AsyncGenerator<ManifestRow> {
  const { onUnknownColumns } = options;
  const columns = { required: ["image"], optional: ["label"], ...(onUnknownColumns && { onUnknownColumns }) };
  for await (const { row, cells } of readCsvRows(file, columns)) {
    yield makeRow(row, cells.image!, cells.label?.split("|") ?? []);
  }
}

const label = z.union([z.string(), z.number().transform(String)]);
const jsonRow = z.looseObject({
  image: z.string(),
  label: z.union([label, z.array(label), z.null()]).optional(),
});

function parseJsonRow(row: number, line: string): z.infer<typeof jsonRow> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw badRow(row, `not JSON: ${(error as Error).message}.`);
  }
  const parsed = jsonRow.safeParse(value);
  if (!parsed.success)
    throw badRow(row, 'not of the form {"image": "a.jpg", "label": "cat"}, label optional.');
  return parsed.data;
}

async function* readJsonLines(
  file: string,
  { onUnknownColumns }: ManifestOptions,
): AsyncGenerator<ManifestRow> {
  const input = createReadStream(file);
  const unknown = new Set<string>();
  let row = 0;
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      row++;
      const text = row === 1 ? line.replace(/^\ufeff/, "") : line;
      if (text.trim() === "") continue;
      const { image, label = null, ...others } = parseJsonRow(row, text);
      for (const name of Object.keys(others)) unknown.add(name);
      yield makeRow(row, image, label === null ? [] : [label].flat());
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new Failure("not-found", `There is no file ${file}. Check the path.`);
  } finally {
    input.destroy();
  }
  if (unknown.size > 0) onUnknownColumns?.([...unknown]);
}

/**
 * Streams a manifest: a CSV with the columns `image` and optionally `label` (several separated by `|`), or JSONL with
 * `{"image": "a.jpg", "label": "cat"}` or a list of labels on each line. The first bad row ends it.
 *
 * @throws Failure `bad-file` with the row in the message and in `details.row`; `not-found`
 */
export function readManifest(file: string, options: ManifestOptions = {}): AsyncGenerator<ManifestRow> {
  const format = options.format ?? (/\.(jsonl|ndjson)$/i.test(file) ? "jsonl" : "csv");
  return format === "jsonl" ? readJsonLines(file, options) : readCsv(file, options);
}
