import { inReleaseOrder, type ReleaseRow } from "./releaseRow.ts";

/**
 * Multilabelfy JSON: an object from image to its label indices as strings, ascending; `[]` for none. A line per image.
 *
 * @param rows in the UTF-8 byte order of their images
 * @returns the file's text, piece by piece
 */
export async function* writeMultilabelfyJson(
  rows: Iterable<ReleaseRow> | AsyncIterable<ReleaseRow>,
): AsyncGenerator<string> {
  let separator = "{\n";
  for await (const { image, labels } of inReleaseOrder(rows)) {
    const indices = labels.map(({ index }) => `"${index}"`).join(",");
    yield `${separator}${JSON.stringify(image)}: [${indices}]`;
    separator = ",\n";
  }
  yield separator === ",\n" ? "\n}\n" : "{}\n";
}
