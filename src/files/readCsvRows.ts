import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { CsvError, type Info, parse } from "csv-parse";
import { Failure } from "../contract/failure.ts";

export interface CsvRow {
  /** As a spreadsheet counts: the header is row 1, blank rows count too. */
  row: number;
  /** By column name; a column that the file lacks is "". */
  cells: Record<string, string>;
}

export interface CsvColumns {
  required: string[];
  optional?: string[];
  /** Told once of the columns that are not read. */
  onUnknownColumns?: (names: string[]) => void;
}

/** What is wrong in one row of a file. */
export const badRow = (row: number, message: string): Failure =>
  new Failure("bad-file", `Row ${row}: ${message}`, { row });

/** The position of every column that is read. */
export function readHeader(
  names: string[],
  { required, optional = [], onUnknownColumns }: CsvColumns,
): Map<string, number> {
  const positions = new Map<string, number>();
  const unknown: string[] = [];
  for (const [position, written] of names.entries()) {
    const name = written.trim();
    if (positions.has(name)) throw badRow(1, `the column "${name}" is there twice. Keep one.`);
    if (required.includes(name) || optional.includes(name)) positions.set(name, position);
    else unknown.push(name);
  }
  const missing = required.filter((name) => !positions.has(name));
  if (missing.length > 0) {
    const lacking = missing.map((name) => `"${name}"`).join(", ");
    throw badRow(1, `the header has no column ${lacking}. The first row must name the columns.`);
  }
  if (unknown.length > 0) onUnknownColumns?.(unknown);
  return positions;
}

function readCells(record: string[], row: number, header: Map<string, number>, columns: number): CsvRow {
  if (record.length !== columns) {
    throw badRow(
      row,
      `${record.length} cells, but the header has ${columns}. A cell with a comma needs "quotes".`,
    );
  }
  const cells: Record<string, string> = {};
  for (const [name, position] of header) cells[name] = record[position]!;
  return { row, cells };
}

/** A failure that names the file, of whatever went wrong while it was read. */
export function explainCsv(error: unknown, file: string): unknown {
  if (error instanceof CsvError) return new Failure("bad-file", `Not readable as CSV: ${error.message}.`);
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ENOENT") return new Failure("not-found", `There is no file ${file}. Check the path.`);
  if (code === "EISDIR") return new Failure("bad-file", `${file} is a folder. Name a file.`);
  return error;
}

/** A file's text, piece by piece. @throws Failure `bad-file` with the row where it is not UTF-8 */
export async function* readUtf8(source: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let rows = 1;
  for await (const chunk of source) {
    let piece: string;
    try {
      piece = decoder.decode(chunk, { stream: true });
    } catch {
      const legible = new TextDecoder().decode(chunk).split("\ufffd", 1)[0] ?? "";
      const row = rows + legible.split("\n").length - 1;
      throw badRow(row, "some letters are not UTF-8. Save the file as CSV UTF-8 and try again.");
    }
    rows += piece.split("\n").length - 1;
    yield piece;
  }
}

/**
 * Streams the rows of a CSV file with a header. UTF-8, with or without byte order mark; blank rows are skipped.
 *
 * @throws Failure `bad-file` with the row, `not-found`
 */
export async function* readCsvRows(file: string, columns: CsvColumns): AsyncGenerator<CsvRow> {
  const parser = parse({ bom: true, info: true, skip_empty_lines: true, relax_column_count: true });
  const source = createReadStream(file);
  const pieces = Readable.from(readUtf8(source));
  pieces.on("error", (error) => parser.destroy(error)).pipe(parser);
  let header: Map<string, number> | undefined;
  let width = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      if (header) yield readCells(record, info.records + info.empty_lines, header, width);
      else {
        header = readHeader(record, columns);
        width = record.length;
      }
    }
  } catch (error) {
    throw explainCsv(error, file);
  } finally {
    source.destroy();
  }
  if (!header) throw new Failure("bad-file", `${file} is empty. Its first row must name the columns.`);
}

/** The column names of a CSV file, as they stand in its first row. @throws Failure as `readCsvRows` */
export async function readCsvHeader(file: string): Promise<string[]> {
  let names: string[] = [];
  const rows = readCsvRows(file, {
    required: [],
    onUnknownColumns: (unknown) => {
      names = unknown;
    },
  });
  try {
    await rows.next();
  } finally {
    await rows.return(undefined);
  }
  return names;
}
