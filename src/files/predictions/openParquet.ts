import { stat } from "node:fs/promises";
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from "node:zlib";
import {
  asyncBufferFromFile,
  type Compressors,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
} from "hyparquet";
import { badFile, explainOpening, listed } from "../fileFailure.ts";
import type { FileReading } from "../fileReading.ts";
import { hashFile } from "./hashFile.ts";
import type { PredictionFile } from "./predictedImage.ts";
import { predictionColumns, usualNames } from "./predictionColumns.ts";
import { type RecordRow, readRecords } from "./readRecords.ts";

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
 * `labels`, `scores`); a list of scores without labels is those of all labels. Images are named by text, or by the path
 * in a struct of bytes and path, as Hugging Face stores images.
 *
 * @throws Failure `bad-file` for what is no Parquet file, or has no such columns
 */
export async function openParquet(file: string): Promise<PredictionFile> {
  await stat(file).catch((error: unknown) => {
    throw explainOpening(error, file);
  });
  const buffer = await asyncBufferFromFile(file);
  const metadata = await parquetMetadataAsync(buffer).catch(() => {
    throw badFile(file, "it is no Parquet file, or its end is missing. Copy it again.");
  });
  // Of the top level: a list column has parts of its own below it.
  const names = parquetSchema(metadata).children.map(({ element }) => element.name);
  const columns = predictionColumns(names, file);
  const { image, label, score, rank } = columns;
  if (image === undefined || (label === undefined && score === undefined)) {
    throw badFile(
      file,
      `its columns are ${listed(names)}. It needs an image (${usualNames.image}), and a label (${usualNames.label}), a score, or both.`,
    );
  }
  // Pictures stand beside their path: hundreds of gigabytes, for nothing.
  const isOrdered = score === undefined && rank === undefined;
  const wanted = [image, label, score, rank, ...(isOrdered ? columns.unknown : [])].filter(
    (name) => name !== undefined,
  );

  async function* records(): AsyncGenerator<RecordRow> {
    const total = Number(metadata.num_rows);
    for (let first = 0; first < total; first += rowsAtOnce) {
      const rowEnd = Math.min(total, first + rowsAtOnce);
      const rows = await parquetReadObjects({
        file: buffer,
        metadata,
        columns: wanted,
        rowStart: first,
        rowEnd,
        compressors,
        useOffsetIndex: true,
      }).catch(() => {
        throw badFile(
          file,
          `rows ${first + 1} to ${rowEnd} cannot be read: they are damaged, or packed in a way that is not read. Save it again, uncompressed or with Snappy, gzip, zstd or brotli.`,
        );
      });
      for (const [at, record] of rows.entries()) yield { row: first + at + 1, record };
    }
  }
  const unused = names.filter((name) => !wanted.includes(name));
  const reading: FileReading = { file, format: "parquet", used: [], unused, notes: [] };
  return {
    format: "parquet",
    hash: () => hashFile(file),
    reading,
    unit: () => columns.unit,
    rows: async function* () {
      yield* readRecords(records(), reading, () => undefined);
      reading.unused = unused;
    },
  };
}
