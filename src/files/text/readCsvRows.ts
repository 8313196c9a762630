import { Readable } from "node:stream";
import { CsvError, type Info, parse } from "csv-parse";
import type { Failure } from "../../contract/failure.ts";
import { badFile, badRow, listed, quoted } from "../fileFailure.ts";
import { plainText } from "./plainText.ts";
import { readText } from "./readText.ts";

export interface CsvRow {
  /** As a spreadsheet counts: the header is row 1, and blank rows count. */
  row: number;
  /** By column name; a column that the file lacks is "". */
  cells: Record<string, string>;
}

export interface CsvColumns {
  required: string[];
  optional?: string[];
  /** Other programs' names of a column. */
  aliases?: Readonly<Record<string, readonly string[]>>;
  /** Called once with the columns that are not read. */
  onUnknownColumns?: (names: string[]) => void;
}

/** No table has longer rows; without a limit, an unclosed quote could fill the memory. */
const longestRow = 16e6;

const delimiters = [",", ";", "\t"] as const;
export type Delimiter = (typeof delimiters)[number];

const fold = (name: string) => plainText(name).toLowerCase();

/**
 * The columns that a name stands for: exact matches, or else matches ignoring case, or else other programs' names. If
 * there are several, a person has to decide.
 */
export function findColumns(names: readonly string[], wanted: string, aliases: readonly string[]): number[] {
  const where = (test: (name: string) => boolean) =>
    names.flatMap((name, position) => (test(name) ? [position] : []));
  const same = where((name) => plainText(name) === plainText(wanted));
  if (same.length > 0) return same;
  const folded = where((name) => fold(name) === fold(wanted));
  return folded.length > 0 ? folded : where((name) => aliases.includes(fold(name)));
}

/** Finds the position of every column that is read. */
export function readHeader(
  names: string[],
  { required, optional = [], aliases = {}, onUnknownColumns }: CsvColumns,
  file: string,
): Map<string, number> {
  const positions = new Map<string, number>();
  const missing: string[] = [];
  for (const wanted of [...required, ...optional]) {
    const [position, other] = findColumns(names, wanted, aliases[wanted] ?? []);
    if (other !== undefined) {
      const both = [names[position!]!, names[other]!].map((name) => quoted(plainText(name)));
      throw badRow(
        file,
        1,
        both[0] === both[1]
          ? `the column ${both[0]} is there twice. Keep one.`
          : `the columns ${both.join(" and ")} both can be the ${wanted}. Call one of them "${wanted}", or take one out.`,
      );
    }
    if (position !== undefined) positions.set(wanted, position);
    else if (required.includes(wanted)) missing.push(wanted);
  }
  if (missing.length > 0) throw badRow(file, 1, lacking(names, missing));
  const read = new Set(positions.values());
  const unknown = names.flatMap((name, position) => (read.has(position) ? [] : [plainText(name)]));
  if (unknown.length > 0) onUnknownColumns?.(unknown);
  return positions;
}

function lacking(names: readonly string[], missing: readonly string[]): string {
  const columns = missing.map((name) => `"${name}"`).join(", ");
  return `the header has no column ${columns}, but ${listed(names.map((name) => quoted(plainText(name))))}. The first row must name the columns.`;
}

/**
 * Finds the delimiter: one that makes the required names appear in the header, or else the one that gives the most
 * columns.
 */
export function findDelimiter(header: string, columns: Pick<CsvColumns, "required" | "aliases">): Delimiter {
  const cut = delimiters.map((delimiter) => ({
    delimiter,
    names: header.split(delimiter).map((name) => plainText(name).replace(/^"(.*)"$/, "$1")),
  }));
  const { required, aliases = {} } = columns;
  const fits = cut.filter(({ names }) =>
    required.every((name) => findColumns(names, name, aliases[name] ?? []).length > 0),
  );
  const among = fits.length > 0 ? fits : cut;
  const max = Math.max(...among.map(({ names }) => names.length));
  return among.find(({ names }) => names.length === max)!.delimiter;
}

function readCells(record: string[], row: number, header: Map<string, number>): CsvRow {
  const cells: Record<string, string> = {};
  for (const [name, position] of header) cells[name] = record[position]!;
  return { row, cells };
}

/** The library's messages are meant for programmers. */
function explainCsv(error: unknown, file: string): unknown {
  if (!(error instanceof CsvError)) return error;
  const row = typeof error["lines"] === "number" ? error["lines"] : 1;
  return badRow(file, row, explain(error.code));
}

function explain(code: CsvError["code"]): string {
  if (code === "CSV_QUOTE_NOT_CLOSED") return "a quote is opened, here or above, and never closed.";
  if (code === "CSV_MAX_RECORD_SIZE") {
    return `the row is longer than ${longestRow / 1e6} million characters. Is there a quote that does not end?`;
  }
  if (code === "INVALID_OPENING_QUOTE" || code === "CSV_INVALID_CLOSING_QUOTE") {
    return 'a quote stands within a cell. Put the whole cell in quotes and write "" for each quote in it.';
  }
  return "the row is not readable as CSV.";
}

/** The text up to the end of its first non-blank line, and a way to read all of it again. */
async function splitHeader(
  pieces: AsyncGenerator<string>,
): Promise<{ header: string; all: () => AsyncGenerator<string> }> {
  let start = "";
  for (;;) {
    const { value, done } = await pieces.next();
    if (!done) start += value;
    const first = start.search(/[^\s,;]/);
    const hasLine = first >= 0 && /[\r\n]/.test(start.slice(first));
    if (done || hasLine || start.length > longestRow) break;
  }
  const header = /^.*[^\s,;].*$/m.exec(start)?.[0] ?? "";
  return {
    header,
    all: async function* () {
      yield start;
      yield* pieces;
    },
  };
}

/**
 * Streams the rows of a CSV file with a header: text as `readText` reads it, with commas, semicolons or tabs between
 * the cells. Rows with only empty cells are skipped. Column names may be in any case.
 *
 * @throws Failure those of `readText`; `bad-file` with the row: a missing or ambiguous column, a row with a different
 *   number of cells, an unclosed quote, a row of more than 16 million characters
 */
export async function* readCsvRows(file: string, columns: CsvColumns): AsyncGenerator<CsvRow> {
  const pieces = readText(file);
  let header: Map<string, number> | undefined;
  try {
    const { header: line, all } = await splitHeader(pieces);
    const delimiter = findDelimiter(line, columns);
    const parser = parse({
      delimiter,
      info: true,
      skip_empty_lines: true,
      relax_column_count: true,
      max_record_size: longestRow,
    });
    const source = Readable.from(all());
    source.on("error", (error) => parser.destroy(error)).pipe(parser);
    let width = 0;
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      // Spreadsheets leave rows of nothing but separators.
      if (record.every((cell) => cell.trim() === "")) continue;
      if (header) {
        const row = info.records + info.empty_lines;
        if (record.length !== width) throw badWidth(file, row, record.length, width, delimiter);
        yield readCells(record, row, header);
      } else {
        header = readHeader(record, columns, file);
        width = record.length;
      }
    }
  } catch (error) {
    throw explainCsv(error, file);
  } finally {
    await pieces.return(undefined);
  }
  if (!header) throw badFile(file, "it is empty. Its first row must name the columns.");
}

const delimiterNames = { ",": "comma", ";": "semicolon", "\t": "tab" } as const;

/** The failure for a row whose number of cells differs from the header's. */
export function badWidth(
  file: string,
  row: number,
  cells: number,
  columns: number,
  delimiter: Delimiter,
): Failure {
  return badRow(
    file,
    row,
    `${cells} cells, but the header has ${columns}. A cell with a ${delimiterNames[delimiter]} needs "quotes".`,
  );
}

/** The column names of a CSV file, as in its first row. @throws Failure as `readCsvRows` */
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
