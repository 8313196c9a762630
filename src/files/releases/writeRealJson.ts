import { inReleaseOrder, type ReleaseRow } from "./releaseRow.ts";

/**
 * ReaL JSON, as "Are we done with ImageNet?" published its labels: a list with a list of label indices for every
 * image, in the UTF-8 byte order of the images; `[]` for an image to be left out. A line per image.
 *
 * @param rows in that order
 * @returns the file's text, piece by piece
 */
export async function* writeRealJson(
  rows: Iterable<ReleaseRow> | AsyncIterable<ReleaseRow>,
): AsyncGenerator<string> {
  let separator = "[\n";
  for await (const { labels } of inReleaseOrder(rows)) {
    yield `${separator}[${labels.map(({ index }) => index).join(",")}]`;
    separator = ",\n";
  }
  yield separator === ",\n" ? "\n]\n" : "[]\n";
}
