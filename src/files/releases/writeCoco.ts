import type { ReleaseLabel } from "./releaseRow.ts";
import { inReleaseOrder, type ReleaseRow } from "./releaseRow.ts";
import { writeJsonList } from "./writeJsonList.ts";

/** An image of a release with its size in pixels, if known. */
export interface SizedRow extends ReleaseRow {
  width: number | null;
  height: number | null;
}

/**
 * A dataset in COCO's form: images, categories, and an annotation for each label of each image, without a box. An
 * image's id is its position in the list, from 1; a category's id is its index in the label space, from 0.
 *
 * @param read reads the rows from their beginning, in the UTF-8 byte order of their images; it is called twice
 * @returns the file's text, piece by piece
 * @see https://cocodataset.org/#format-data
 */
export async function* writeCoco(
  read: () => AsyncIterable<SizedRow>,
  categories: readonly Pick<ReleaseLabel, "index" | "key" | "name">[],
  info: Record<string, unknown>,
): AsyncGenerator<string> {
  yield `{\n"info": ${JSON.stringify(info)},\n"images": `;
  yield* writeJsonList(listImages(read()));
  yield ',\n"categories": ';
  yield* writeJsonList(categories.map(({ index, key, name }) => ({ id: index, name, key })));
  yield ',\n"annotations": ';
  yield* writeJsonList(listAnnotations(read()));
  yield "\n}\n";
}

async function* listImages(rows: AsyncIterable<SizedRow>) {
  let id = 0;
  for await (const { image, width, height } of rows) yield { id: ++id, file_name: image, width, height };
}

async function* listAnnotations(rows: AsyncIterable<ReleaseRow>) {
  let [image, id] = [0, 0];
  for await (const { labels } of inReleaseOrder(rows)) {
    image++;
    for (const { index } of labels) yield { id: ++id, image_id: image, category_id: index };
  }
}
