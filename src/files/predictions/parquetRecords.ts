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
import { badFile } from "../fileFailure.ts";

/** Rows in memory at once. Writers put up to a million into one group, with a list of scores in each. */
const rowsAtOnce = 5000;

/** Snappy comes with the library; these with Node. */
const compressors: Compressors = {
  GZIP: (bytes) => gunzipSync(bytes),
  BROTLI: (bytes) => brotliDecompressSync(bytes),
  ZSTD: (bytes) => zstdDecompressSync(bytes),
};

export interface ParquetRecords {
  /** The columns of the top level: a list column has parts of its own below it. */
  names: string[];
  /** Rows from 1. @throws Failure `bad-file` for rows that cannot be read */
  read: (columns?: readonly string[]) => AsyncGenerator<{ row: number; record: Record<string, unknown> }>;
}

/**
 * Opens a Parquet file, whose rows are read some thousand at a time.
 * @throws Failure `bad-file` for what is no Parquet file, `not-found`
 */
export async function openParquetRecords(file: string): Promise<ParquetRecords> {
  if (!(await stat(file).catch(() => undefined))) {
    throw new Failure("not-found", `There is no file ${file}. Check the path.`);
  }
  const buffer = await asyncBufferFromFile(file);
  const metadata = await parquetMetadataAsync(buffer).catch(() => {
    throw badFile(file, "it is no Parquet file, or damaged. Copy it again from its source.");
  });
  const names = parquetSchema(metadata).children.map(({ element }) => element.name);
  return {
    names,
    read: async function* (columns = names) {
      const total = Number(metadata.num_rows);
      for (let first = 0; first < total; first += rowsAtOnce) {
        const rowEnd = Math.min(total, first + rowsAtOnce);
        const rows = await parquetReadObjects({
          file: buffer,
          metadata,
          columns: [...columns],
          rowStart: first,
          rowEnd,
          compressors,
          useOffsetIndex: true,
        }).catch(() => {
          throw badFile(file, `rows ${first + 1} to ${rowEnd} cannot be read. Write the file again.`);
        });
        for (const [at, record] of rows.entries()) yield { row: first + at + 1, record };
      }
    },
  };
}
