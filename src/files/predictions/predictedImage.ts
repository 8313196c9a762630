import type { ScoreUnit } from "../../core/evaluation/scores/scoreUnit.ts";
import type { FileReading } from "../fileReading.ts";

/**
 * What a file of predictions says about one image:
 * - `labels` null: a score for each label, in the order of their indices;
 * - `scores` null: labels in the model's order, best first, without scores;
 * - both: a score for each named label.
 */
export interface PredictedImage {
  /** Its row in the file: for CSV as a spreadsheet counts, otherwise from 1. */
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
  /** SHA-256 of the file; of an archive's array, so that it is the same alone or in an archive. */
  hash: () => Promise<string>;
  /** @throws Failure `bad-file` with the row; at the end for what only all rows together show */
  rows: () => AsyncGenerator<PredictedImage>;
  /** What was read; complete once `rows` has ended. */
  reading: FileReading;
  /** The unit of the scores as the file states it; undefined if it does not. */
  unit: () => ScoreUnit | undefined;
}
