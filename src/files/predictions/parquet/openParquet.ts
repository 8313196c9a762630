import { badFile, listed } from "../../fileFailure.ts";
import type { FileReading } from "../../fileReading.ts";
import { hashFile } from "../hashFile.ts";
import type { PredictionFile } from "../predictedImage.ts";
import { predictionColumns, usualNames } from "../predictionColumns.ts";
import { readRecords } from "../readRecords.ts";
import { openParquetRecords } from "./parquetRecords.ts";

/**
 * Opens predictions as Parquet: a row per label (`image`, `label`, `score`), or a row per image with lists (`image`,
 * `labels`, `scores`); a list of scores without labels covers all labels. Images are named by text, or by the path in a
 * struct of bytes and path, as Hugging Face stores images.
 *
 * @throws Failure `bad-file` if it is no Parquet file, or has no such columns
 */
export async function openParquet(file: string): Promise<PredictionFile> {
  const { names, read } = await openParquetRecords(file);
  const columns = predictionColumns(names, file);
  const { image, label, score, rank } = columns;
  if (image === undefined || (label === undefined && score === undefined)) {
    throw badFile(
      file,
      `its columns are ${listed(names)}. It needs an image (${usualNames.image}), and a label (${usualNames.label}), a score, or both.`,
    );
  }
  // Other columns may hold the pictures themselves: hundreds of gigabytes read for nothing.
  const isOrdered = score === undefined && rank === undefined;
  const wanted = [image, label, score, rank, ...(isOrdered ? columns.unknown : [])].filter(
    (name) => name !== undefined,
  );

  const unused = names.filter((name) => !wanted.includes(name));
  const reading: FileReading = { file, format: "parquet", used: [], unused, notes: [] };
  return {
    format: "parquet",
    hash: () => hashFile(file),
    reading,
    unit: () => columns.unit,
    rows: async function* () {
      yield* readRecords(read(wanted), reading, () => undefined);
      reading.unused = unused;
    },
  };
}
