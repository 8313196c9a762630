import type { CsvOptions } from "../../contract/csvText.ts";
import { writeCsv } from "../writeCsv.ts";

/** What one person answered about one label of one image. A pair without a row was not shown to the person. */
export interface VoteRow {
  /** The image's key. */
  image: string;
  /** The label's index. */
  label: number;
  annotator: string;
  answer: "yes" | "no" | "maybe";
}

/**
 * Votes CSV: `image,label,annotator,answer`, in the order of the rows.
 *
 * @returns the file's text, piece by piece
 */
export function writeVotesCsv(
  rows: Iterable<VoteRow> | AsyncIterable<VoteRow>,
  options: CsvOptions = {},
): AsyncGenerator<string> {
  return writeCsv(["image", "label", "annotator", "answer"], listCells(rows), options);
}

async function* listCells(rows: Iterable<VoteRow> | AsyncIterable<VoteRow>) {
  for await (const { image, label, annotator, answer } of rows) yield [image, label, annotator, answer];
}
