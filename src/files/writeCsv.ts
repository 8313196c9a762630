import { stringify } from "csv-stringify/sync";

type Cell = string | number | null;

const rowsAtOnce = 1000;

/**
 * CSV with a header, UTF-8, lines ended by LF. Cells are kept to the letter, also those that a spreadsheet would take
 * for a formula: these files are read by programs, and a changed key is a wrong key.
 *
 * @returns the file's text, piece by piece
 */
export async function* writeCsv(
  header: string[],
  rows: Iterable<Cell[]> | AsyncIterable<Cell[]>,
): AsyncGenerator<string> {
  const toText = (some: Cell[][]) => stringify(some, { record_delimiter: "\n", quoted_match: /\r/ });
  let waiting: Cell[][] = [header];
  for await (const row of rows) {
    waiting.push(row);
    if (waiting.length < rowsAtOnce) continue;
    yield toText(waiting);
    waiting = [];
  }
  if (waiting.length > 0) yield toText(waiting);
}
