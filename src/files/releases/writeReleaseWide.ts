import type { CsvOptions } from "../../contract/csvText.ts";
import { plainText } from "../text/plainText.ts";
import { writeCsv } from "../writeCsv.ts";
import { inReleaseOrder, type ReleaseRow } from "./releaseRow.ts";

/**
 * Release CSV with a row per image and a column per label of the label space, 1 or 0 in each. Columns are named by the
 * labels' keys, or by their indices if a key could be taken for the column of images or for another label's index.
 *
 * @param rows in the UTF-8 byte order of their images
 * @param labels the label space, by index
 * @returns the file's text, piece by piece
 */
export function writeReleaseWide(
  rows: Iterable<ReleaseRow> | AsyncIterable<ReleaseRow>,
  labels: readonly { index: number; key: string }[],
  options: CsvOptions = {},
): AsyncGenerator<string> {
  const isPlain = ({ index, key }: { index: number; key: string }) =>
    key.trim() !== "" &&
    !reserved.test(plainText(key)) &&
    (!/^\s*\d+\s*$/.test(key) || key === String(index));
  const isAlone = new Set(labels.map(({ key }) => plainText(key).toLowerCase())).size === labels.length;
  const byKey = isAlone && labels.every(isPlain);
  const columns = labels.map(({ index, key }) => (byKey ? key : String(index)));
  return writeCsv(["image", ...columns], listCells(rows, labels), options);
}

/** Possible names of the column of images. */
const reserved = /^(image|images|file|filename|path|id)([ _-]?(name|path|id))?$/i;

async function* listCells(
  rows: Iterable<ReleaseRow> | AsyncIterable<ReleaseRow>,
  all: readonly { index: number }[],
) {
  for await (const { image, labels } of inReleaseOrder(rows)) {
    const held = new Set(labels.map(({ index }) => index));
    yield [image, ...all.map(({ index }) => (held.has(index) ? "1" : "0"))];
  }
}
