import { extname } from "node:path";
import { Failure } from "../../contract/failure.ts";
import type { ListOrder } from "../images/listOrder.ts";
import { openNumpy } from "./numpy/openNumpy.ts";
import { openCsv } from "./openCsv.ts";
import { openJson } from "./openJson.ts";
import { openParquet } from "./parquet/openParquet.ts";
import type { PredictionFile } from "./predictedImage.ts";

export interface PredictionFileOptions {
  /** For .npy and .npz: a list of the images in the order of the rows, see `readImageList`. */
  images?: string | undefined;
  /** For .npz: which array. */
  array?: string | undefined;
  /** For .npy and .npz: the rows are in the order of the list (the default), of its file names, or of its paths. */
  order?: ListOrder | undefined;
}

/**
 * Opens a file of a model's predictions in the format that its extension says.
 *
 * @throws Failure `wrong-usage` for an unknown extension or an option that does not apply to the format; `not-found`,
 *   `bad-file`
 */
export async function openPredictions(
  file: string,
  options: PredictionFileOptions = {},
): Promise<PredictionFile> {
  const extension = extname(file).toLowerCase();
  if (extension === ".npy" || extension === ".npz") return openNumpy(file, options);
  for (const [name, value] of Object.entries(options)) {
    if (value !== undefined) {
      throw new Failure("wrong-usage", `${file} names its images itself: leave out --${name}.`);
    }
  }
  if ([".csv", ".tsv"].includes(extension)) return openCsv(file);
  if ([".json", ".jsonl", ".ndjson"].includes(extension)) return openJson(file);
  if (extension === ".parquet") return openParquet(file);
  throw new Failure(
    "wrong-usage",
    `${file} ends in none of .npy, .npz, .csv, .tsv, .json, .jsonl and .parquet, so its format is not known. Rename it.`,
  );
}
