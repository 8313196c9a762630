import type { ScoreUnit } from "../../core/evaluation/scores/scoreUnit.ts";
import type { FileReading } from "../fileReading.ts";

/**
 * What a file of predictions says of one image:
 * - `labels` null: a score for each label, in the order of their indices;
 * - `scores` null: labels in the model's order, the best first, without scores;
 * - both: a score for each label that is named.
 */
export interface PredictedImage {
  /** Where it stands in the file: a CSV row as a spreadsheet counts, otherwise counted from 1. */
  row: number;
  /** In the form of `imageName`. */
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
  /** @throws Failure `bad-file` with the row; at the end for what only all rows tell */
  rows: () => AsyncGenerator<PredictedImage>;
  /** What was read; whole once `rows` has ended. */
  reading: FileReading;
  /** What the file calls its scores' unit; undefined where it does not say. */
  unit: () => ScoreUnit | undefined;
}
