import type { ImagesOption } from "../../contract/releases/release.ts";
import { type ParquetColumn, writeParquet } from "../parquet/writeParquet.ts";
import { imageFolderLines, releaseLine } from "../releases/releaseLines.ts";
import type { ReleaseRow } from "../releases/releaseRow.ts";
import { writeJsonLines } from "../releases/writeJsonLines.ts";
import type { DatasetFile, DatasetImage, DatasetImages } from "./datasetFile.ts";
import { imageFiles } from "./imageFiles.ts";
import { inShards, type ShardSize } from "./shards.ts";
import { imagesOf, type Split } from "./splits.ts";

/** The columns' types in Hugging Face's `datasets`; all of its versions read `Sequence`. */
const featuresOf = (classes: readonly string[]) => ({
  image: { _type: "Image" },
  labels: { feature: { names: classes, _type: "ClassLabel" }, _type: "Sequence" },
  label_names: { feature: { dtype: "string", _type: "Value" }, _type: "Sequence" },
  provenance: { dtype: "string", _type: "Value" },
});

const columns: readonly ParquetColumn[] = [
  { name: "labels", kind: "numbers" },
  { name: "label_names", kind: "texts" },
  { name: "provenance", kind: "text" },
];

/**
 * A release's labels as Parquet: `image` (its key), `labels` (indices), `label_names` and `provenance`, a row per image.
 *
 * @param rows in the UTF-8 byte order of their images
 * @param classes the names of the label space, by index
 */
export const writeLabelParquet = (
  rows: Iterable<ReleaseRow> | AsyncIterable<ReleaseRow>,
  classes: readonly string[],
) =>
  writeParquet(labelRows(rows), [{ name: "image", kind: "text" }, ...columns], {
    huggingface: JSON.stringify({
      info: { features: { ...featuresOf(classes), image: { dtype: "string", _type: "Value" } } },
    }),
  });

async function* labelRows(rows: Iterable<ReleaseRow> | AsyncIterable<ReleaseRow>) {
  for await (const row of rows) yield { image: row.image, ...cellsOf(row) };
}

const cellsOf = (row: ReleaseRow) => {
  const { labels, names, provenance } = releaseLine(row);
  return { labels, label_names: names, provenance };
};

/**
 * Parquet with the images inside, as `datasets` stores them: `data/train-00000.parquet` and so on; `image.path` is the
 * key or, for linked images, the place of the file.
 */
export async function* imageParquetFiles(
  images: DatasetImages,
  splits: readonly Split[],
  { option, size, classes }: { option: ImagesOption; size: ShardSize; classes: readonly string[] },
): AsyncGenerator<DatasetFile> {
  const metadata = { huggingface: JSON.stringify({ info: { features: featuresOf(classes) } }) };
  for (const split of splits) {
    let shard = 0;
    const rows = imageRows(imagesOf(images(), split), option);
    for await (const some of inShards(rows, size, ({ image }) => image.bytes?.length ?? 0))
      yield {
        path: `data/${split.name}-${String(shard++).padStart(5, "0")}.parquet`,
        body: writeParquet(some, [{ name: "image", kind: "image" }, ...columns], metadata),
      };
  }
}

async function* imageRows(images: AsyncIterable<DatasetImage>, option: ImagesOption) {
  for await (const row of images) {
    const bytes = option === "copy" ? await row.read() : null;
    yield { image: { bytes, path: option === "link" ? row.locate() : row.image }, ...cellsOf(row) };
  }
}

/** An ImageFolder: the images in `data/`, and `metadata.jsonl` in each of its parts. */
export async function* imageFolderFiles(
  images: DatasetImages,
  splits: readonly Split[],
  option: ImagesOption,
): AsyncGenerator<DatasetFile> {
  for (const split of splits) {
    const folder = split.folder === "" ? "" : `${split.folder}/`;
    yield {
      path: `data/${folder}metadata.jsonl`,
      body: writeJsonLines(imageFolderLines(withoutFolder(imagesOf(images(), split), folder))),
    };
  }
  yield* imageFiles(images, option, "data");
}

async function* withoutFolder(rows: AsyncIterable<DatasetImage>, folder: string) {
  for await (const row of rows) yield { ...row, image: row.image.slice(folder.length) };
}
