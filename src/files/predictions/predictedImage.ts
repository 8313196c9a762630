import { Failure } from "../../contract/failure.ts";

/**
 * What a file of predictions says of one image:
 * - `labels` null: a score for each label, in the order of their indices;
 * - `scores` null: labels in the model's order, the best first, without scores;
 * - both: a score for each label that is named.
 */
export interface PredictedImage {
  /** Where it stands in the file: a CSV row as a spreadsheet counts, otherwise counted from 1. */
  row: number;
  /** As written. */
  image: string;
  /** As written. */
  labels: (string | number)[] | null;
  scores: ArrayLike<number> | null;
}

/** A file of predictions that can be read any number of times, a piece at a time. */
export interface PredictionFile {
  format: string;
  /** SHA-256 of the scores: of the file; in an archive, of the array, so that it is the same alone or in an archive. */
  hash: () => Promise<string>;
  /** @throws Failure `bad-file` with the row */
  rows: () => AsyncGenerator<PredictedImage>;
}

export const badRow = (file: string, row: number, message: string): Failure =>
  new Failure("bad-file", `${file}, row ${row}: ${message}`, { row });

export const badFile = (file: string, message: string): Failure =>
  new Failure("bad-file", `${file}: ${message}`);

/** What programs call the same thing. The first name that a file has counts. */
export const columnNames = {
  image: ["image", "filename", "image_name", "file", "path"],
  labels: ["labels", "label", "index", "key"],
  scores: ["scores", "score", "prob", "softmax_val", "logit"],
} as const;

export function findColumn(names: readonly string[], wanted: keyof typeof columnNames): string | undefined {
  return columnNames[wanted].find((name) => names.includes(name));
}
