import type { CsvOptions } from "../../contract/csvText.ts";
import { writeCsv } from "../writeCsv.ts";
import { inReleaseOrder, type ReleaseRow } from "./releaseRow.ts";

/**
 * Release CSV: `image,label,key,name,provenance`, a row per label (its index in `label`), and one row with an empty
 * label for an image that has none.
 *
 * @param rows in the UTF-8 byte order of their images
 * @returns the file's text, piece by piece
 */
export function writeReleaseCsv(
  rows: Iterable<ReleaseRow> | AsyncIterable<ReleaseRow>,
  options: CsvOptions = {},
): AsyncGenerator<string> {
  return writeCsv(["image", "label", "key", "name", "provenance"], listCells(rows), options);
}

async function* listCells(rows: Iterable<ReleaseRow> | AsyncIterable<ReleaseRow>) {
  for await (const { image, labels, provenance = "" } of inReleaseOrder(rows)) {
    if (labels.length === 0) yield [image, null, null, null, provenance];
    for (const label of labels) yield [image, label.index, label.key, label.name, label.provenance];
  }
}
