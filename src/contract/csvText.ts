export type CsvCell = string | number | null;

export interface CsvOptions {
  /** Prefixes text that a spreadsheet would take for a formula with an apostrophe; the text is then no longer exact. */
  spreadsheet?: boolean | undefined;
}

/**
 * What a spreadsheet runs as a formula when it opens a file: also behind what it takes for the end of a cell, which is
 * ";" or a tab in many countries, whatever quotes say.
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
const formula = /^"*[=+\-@\uff1d\uff0b\uff0d\uff20]/;
const cellEnds = /([;\t\r\n])/;

/**
 * Rows as CSV: UTF-8, lines ended by LF, numbers with all their digits, null an empty cell. Cells are exact,
 * even those that a spreadsheet would take for a formula: programs read these files, and a changed key is a wrong key.
 * Every CSV file of the program is written here.
 *
 * @see RFC 4180
 */
export function csvText(
  rows: Iterable<readonly CsvCell[]>,
  { spreadsheet = false }: CsvOptions = {},
): string {
  let text = "";
  for (const row of rows) text += `${row.map((cell) => writeCell(cell, spreadsheet)).join(",")}\n`;
  return text;
}

function writeCell(cell: CsvCell, spreadsheet: boolean): string {
  if (cell === null) return "";
  const text = spreadsheet && typeof cell === "string" ? disarm(cell) : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function disarm(cell: string): string {
  const parts = cell.split(cellEnds).map((part) => (formula.test(part) ? `'${part}` : part));
  return `${/^[\t\r]/.test(cell) ? "'" : ""}${parts.join("")}`;
}
