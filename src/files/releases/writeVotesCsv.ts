import type { CsvOptions } from "../../contract/csvText.ts";
import { writeCsv } from "../writeCsv.ts";

/** What one person answered about one label of one image. A pair without a row was not shown to the person. */
export interface VoteRow {
  /** The image's key. */
  image: string;
  /** The label's index; for votes from elsewhere, as written there. */
  label: number | string;
  annotator: string;
  answer: "yes" | "no" | "maybe";
  /** If the main object was asked for: whether the person chose this label for it. */
  main?: boolean | undefined;
}

/**
 * Votes CSV: `image,label,annotator,answer`, in the order of the rows; if the main object was asked for, with a column
 * `main`: 1 for the label that the person chose for it, otherwise 0.
 *
 * @returns the file's text, piece by piece
 */
export function writeVotesCsv(
  rows: Iterable<VoteRow> | AsyncIterable<VoteRow>,
  { withMain = false, ...options }: CsvOptions & { withMain?: boolean } = {},
): AsyncGenerator<string> {
  const columns = ["image", "label", "annotator", "answer", ...(withMain ? ["main"] : [])];
  return writeCsv(columns, listCells(rows, withMain), options);
}

async function* listCells(rows: Iterable<VoteRow> | AsyncIterable<VoteRow>, withMain: boolean) {
  for await (const { image, label, annotator, answer, main } of rows)
    yield [image, label, annotator, answer, ...(withMain ? [main ? "1" : "0"] : [])];
}
