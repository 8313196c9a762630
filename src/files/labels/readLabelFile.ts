import { extname } from "node:path";
import { readText } from "../text/readText.ts";
import type { LabelFile, LabelFileOptions } from "./labelFile.ts";
import { readLabelCsv } from "./readLabelCsv.ts";
import { readLabelJson, readLabelLines } from "./readLabelJson.ts";
import { readLabelNpy, readLabelNpz } from "./readLabelNpy.ts";
import { readLabelParquet } from "./readLabelParquet.ts";
import { refuseRankings } from "./refuseRankings.ts";

export {
  type LabelFile,
  type LabelFileOptions,
  type LabelFileRow,
  labelFormatNames,
  labelReading,
} from "./labelFile.ts";

const readers: Record<string, (file: string, options: LabelFileOptions) => Promise<LabelFile>> = {
  ".csv": readLabelCsv,
  ".tsv": readLabelCsv,
  ".json": readLabelJson,
  ".jsonl": readLabelLines,
  ".ndjson": readLabelLines,
  ".npy": readLabelNpy,
  ".npz": readLabelNpz,
  ".parquet": readLabelParquet,
};

/**
 * Reads a file of labels, by its extension: a table (CSV, Parquet), JSON, JSON lines, a NumPy array. Every reader
 * splits and checks labels in the same way. A file with another extension is read as JSON or CSV, depending on how it
 * begins.
 *
 * @returns rows in the file's order; image names are in the form of `imageName`
 * @throws Failure `bad-file` with the place: a repeated image or label, a label outside the label space, votes and
 *   predictions, which are no labels; `not-found`
 * @see docs/file-formats.md, labels in
 */
export async function readLabelFile(file: string, options: LabelFileOptions = {}): Promise<LabelFile> {
  const reader =
    readers[extname(file).toLowerCase()] ?? ((await startsAsJson(file)) ? readLabelJson : readLabelCsv);
  const read = await reader(file, options);
  if (options.unsortedLabels !== true) refuseRankings(file, read);
  return read;
}

async function startsAsJson(file: string): Promise<boolean> {
  for await (const piece of readText(file)) {
    const [letter] = piece.trimStart();
    if (letter !== undefined) return letter === "{" || letter === "[";
  }
  return false;
}
