import { stat } from "node:fs/promises";
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from "node:zlib";
import {
  asyncBufferFromFile,
  type Compressors,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
} from "hyparquet";
import { Failure } from "../../contract/failure.ts";
import { hashFile } from "./hashFile.ts";
import { joinLongRows, type LongRow } from "./joinLongRows.ts";
import { badFile, badRow, findColumn, type PredictedImage, type PredictionFile } from "./predictedImage.ts";
import { checkLengths, type PredictionRecord, readLabels, readNumbers, readRecord } from "./readLists.ts";

/** Rows in memory at once. Writers put up to a million into one group, with a list of scores in each. */
const rowsAtOnce = 5000;

/** Snappy comes with the library; these with Node. */
const compressors: Compressors = {
  GZIP: (bytes) => gunzipSync(bytes),
  BROTLI: (bytes) => brotliDecompressSync(bytes),
  ZSTD: (bytes) => zstdDecompressSync(bytes),
};

/**
 * Predictions as Parquet: a row per label (`image`, `label`, `score`), or a row per image with lists (`image`,
 * `labels`, `scores`); a list of scores without labels is those of all labels. Columns can have the names that timm
 * gives them.
 *
 * @throws Failure `bad-file` for what is no Parquet file, or has no such columns
 */
export async function openParquet(file: string): Promise<PredictionFile> {
  if (!(await stat(file).catch(() => undefined))) {
    throw new Failure("not-found", `There is no file ${file}. Check the path.`);
  }
  const buffer = await asyncBufferFromFile(file);
  const metadata = await parquetMetadataAsync(buffer).catch((error: Error) => {
    throw badFile(file, `it is no Parquet file: ${error.message}.`);
  });
  // Of the top level: a list column has parts of its own below it.
  const names = parquetSchema(metadata).children.map(({ element }) => element.name);
  const image = findColumn(names, "image");
  const label = names.includes("index") ? "index" : findColumn(names, "labels");
  const score = findColumn(names, "scores");
  if (image === undefined || (label === undefined && score === undefined)) {
    throw badFile(file, `its columns are ${names.join(", ")}. It needs image, and label, score or both.`);
  }
  const columns = [image, label, score].filter((name) => name !== undefined);

  async function* records(): AsyncGenerator<{ row: number; record: PredictionRecord }> {
    const total = Number(metadata.num_rows);
    for (let first = 0; first < total; first += rowsAtOnce) {
      const rowEnd = Math.min(total, first + rowsAtOnce);
      const rows = await parquetReadObjects({
        file: buffer,
        metadata,
        columns,
        rowStart: first,
        rowEnd,
        compressors,
        useOffsetIndex: true,
      }).catch((error: Error) => {
        throw badFile(file, `rows ${first + 1} to ${rowEnd} cannot be read: ${error.message}.`);
      });
      for (const [at, record] of rows.entries()) yield { row: first + at + 1, record };
    }
  }
  async function* perImage(): AsyncGenerator<PredictedImage> {
    for await (const { row, record } of records()) yield readRecord(record, file, row);
  }
  /** A row per label; a row with lists is as many. */
  async function* perLabel(): AsyncGenerator<LongRow> {
    for await (const { row, record } of records()) {
      const name = record[image!];
      const labels = readLabels(record[label!], label!, file, row);
      const scores = score === undefined ? null : readNumbers(record[score], file, row);
      if (typeof name !== "string" || !labels || (score !== undefined && !scores)) {
        throw badRow(file, row, "a cell is empty. Fill in the image, its labels and the scores.");
      }
      const { length } = checkLengths({ row, image: name, labels, scores }, file).labels ?? [];
      for (let at = 0; at < length; at++) {
        yield { row, image: name, label: labels[at]!, score: scores?.[at] ?? null };
      }
    }
  }
  return {
    format: "parquet",
    hash: () => hashFile(file),
    rows: () => (label === undefined ? perImage() : joinLongRows(perLabel(), file)),
  };
}
