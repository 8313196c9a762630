import { type CsvCell, type CsvOptions, csvText } from "../contract/csvText.ts";

const rowsAtOnce = 1000;

/** CSV with a header, as `csvText` writes it. @returns the file's text, piece by piece */
export async function* writeCsv(
  header: string[],
  rows: Iterable<CsvCell[]> | AsyncIterable<CsvCell[]>,
  options: CsvOptions = {},
): AsyncGenerator<string> {
  let waiting: CsvCell[][] = [header];
  for await (const row of rows) {
    waiting.push(row);
    if (waiting.length < rowsAtOnce) continue;
    yield csvText(waiting, options);
    waiting = [];
  }
  if (waiting.length > 0) yield csvText(waiting, options);
}
