import type { CsvOptions } from "../../contract/csvText.ts";
import { writeCsv } from "../writeCsv.ts";
import { releaseLines } from "./releaseLines.ts";
import type { ReleaseRow } from "./releaseRow.ts";

/**
 * Release CSV with a row per image: `image,labels,provenance`, the labels as indices separated by bars (`2|5`), empty
 * for none.
 *
 * @param rows in the UTF-8 byte order of their images
 * @returns the file's text, piece by piece
 */
export function writeReleaseSets(
  rows: Iterable<ReleaseRow> | AsyncIterable<ReleaseRow>,
  options: CsvOptions = {},
): AsyncGenerator<string> {
  return writeCsv(["image", "labels", "provenance"], listCells(rows), options);
}

async function* listCells(rows: Iterable<ReleaseRow> | AsyncIterable<ReleaseRow>) {
  for await (const { image, labels, provenance } of releaseLines(rows))
    yield [image, labels.join("|"), provenance];
}
